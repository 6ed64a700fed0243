import type { JsonSchema } from '../../route.js';
import type { Part } from '../operation.js';
import { codeBlock } from './code-block.js';
import { markup, nothing, type Markup } from './markup.js';
import { anchorOf, type Operation } from './shown.js';
import { propertyTable } from './property-table.js';
import { curlOf } from './snippets.js';

/** One route: what it is for, what it takes, what it answers, and how to call it. */
export function routeSection(operation: Operation): Markup {
  const { path, method, part } = operation;
  const [need] = part['security'] as readonly { readonly bearer: readonly string[] }[];
  const parameters = (part['parameters'] ?? []) as readonly {
    readonly name: string;
    readonly description?: string;
    readonly schema: JsonSchema;
  }[];
  const body = schemaIn(part['requestBody'] as Part | undefined);
  const answer = schemaIn((part['responses'] as Readonly<Record<string, Part>>)['200']);
  return markup`<section id="${anchorOf(operation)}" class="operation"><h3 class="route"><span class="method ${method.toLowerCase()}">${method}</span>
<code>${path}</code><span class="scope">${need ? `scope ${need.bearer[0]}` : 'open'}</span></h3>
<p>${String(part['summary'])}</p>
<div class="columns"><div>
${parameters.length > 0 ? markup`<h4>Path</h4>${propertyTable(asObject(parameters))}` : nothing}
${body ? markup`<h4>Body</h4>${propertyTable(body)}` : nothing}
${answer?.['properties'] ? markup`<h4>Answer</h4>${propertyTable(answer)}` : nothing}
</div><div>${codeBlock('Shell', curlOf(method, path, body ? exampleOf(body) : undefined, need !== undefined))}</div></div></section>`;
}

function schemaIn(part: Part | undefined): JsonSchema | undefined {
  const content = part?.['content'] as Readonly<Record<string, { readonly schema: JsonSchema }>> | undefined;
  return content?.['application/json']?.schema;
}

const asObject = (
  parameters: readonly { readonly name: string; readonly description?: string; readonly schema: JsonSchema }[],
): JsonSchema => ({
  required: parameters.map(({ name }) => name),
  properties: Object.fromEntries(parameters.map(({ name, description, schema }) => [name, { ...schema, description }])),
});

/** A body that keeps to the schema, as far as types tell: for the shell line of a route without a real example. */
export function exampleOf(schema: JsonSchema): unknown {
  const { type, properties, items, anyOf, enum: values, examples, required = [] } = schema as Loose;
  if (examples?.[0] !== undefined) return examples[0];
  if (values) return values[0];
  if (anyOf) return exampleOf(anyOf[0]);
  if (properties)
    return Object.fromEntries(Object.entries(properties).flatMap(([name, of]) => (required.includes(name) ? [[name, exampleOf(of)]] : [])));
  const one = typeof type === 'string' ? type : type?.[0];
  if (one === 'array') return items ? [exampleOf(items)] : [];
  if (one === 'object') return {};
  if (one === 'integer' || one === 'number') return 1;
  return one === 'boolean' ? true : '…';
}

interface Loose {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
}
