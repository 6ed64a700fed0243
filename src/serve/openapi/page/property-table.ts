import type { JsonSchema } from '../../route.js';
import { markup, nothing, type Markup } from './markup.js';
import { typeWords } from './schema-words.js';

/** The properties of an object as a table: name, what it takes, and what it means with values that are usual. */
export function propertyTable(schema: JsonSchema): Markup {
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  const rows = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  return rows.length === 0
    ? markup`<p class="quiet">No properties of its own.</p>`
    : markup`<table class="properties"><tbody>${rows.map(([name, of]) => row(name, of, required.has(name)))}</tbody></table>`;
}

function row(name: string, schema: JsonSchema, required: boolean): Markup {
  const examples = fitting(((schema['examples'] ?? []) as readonly unknown[]).map((example) => JSON.stringify(example)));
  const description = schema['description'];
  return markup`<tr><th scope="row"><code>${name}</code>${required ? nothing : markup`<span class="quiet"> optional</span>`}</th>
<td><span class="type">${typeWords(schema)}</span>${typeof description === 'string' ? markup`<br>${description}` : nothing}${
    examples.length > 0 ? markup`<br><span class="quiet">${examples.map((e) => markup`<code>${e}</code> `)}</span>` : nothing
  }</td></tr>`;
}

/** As many values as fit into a line or two, at least the first. */
const CHARACTERS = 72;

function fitting(values: readonly string[]): readonly string[] {
  let length = 0;
  return values.filter((value, i) => (length += value.length + 3) <= CHARACTERS || i === 0);
}
