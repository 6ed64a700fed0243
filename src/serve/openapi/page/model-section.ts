import type { JsonSchema } from '../../route.js';
import type { Part } from '../operation.js';
import { codeBlock } from './code-block.js';
import { markup, nothing, type Markup } from './markup.js';
import { anchorOf, type Operation } from './shown.js';
import { propertyTable } from './property-table.js';
import { curlOf, typescriptOf } from './snippets.js';

type Examples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;

/** One model: how good it is, the columns of its rows, what it answers, real examples, and a form to try it. */
export function modelSection(operation: Operation, schemas: Readonly<Record<string, JsonSchema>>): Markup {
  const { path, part } = operation;
  const model = anchorOf(operation).slice('predict_'.length);
  const request = examplesOf((part['requestBody'] as Part)['content'] as Part);
  const answers = part['responses'] as Readonly<Record<string, Part>>;
  const answer = examplesOf(answers['200']['content'] as Part);
  const shown = request['explained'] ?? request['plain'];
  return markup`<section id="${anchorOf(operation)}" class="operation"><h2>${model}</h2>
<p class="route"><span class="method post">POST</span><code>${path}</code><span class="scope">scope predict</span></p>
<p>${plainWords(String(part['description']))}</p>
<div class="columns"><div>
<h3>A row</h3>${propertyTable(schemas[`${model}.row`])}
<h3>A prediction</h3>${propertyTable(schemas[`${model}.prediction`])}
</div><div>
${shown ? examples(model, path, request, answer) : nothing}
${tryForm(path, shown?.value ?? { rows: [{}] })}
</div></div></section>`;
}

const plainWords = (text: string): string => text.replaceAll('`', '');

function examples(model: string, path: string, request: Examples, answer: Examples): Markup {
  const [row] = (request['plain'].value as { readonly rows: readonly unknown[] }).rows;
  const [prediction] = (answer['plain'].value as { readonly predictions: readonly { readonly value: unknown }[] }).predictions;
  const best = request['explained'] ? 'explained' : 'plain';
  return markup`<h3>Ask</h3>${codeBlock('Shell', curlOf('POST', path, request[best].value, true))}
${codeBlock('TypeScript', typescriptOf(model, row, prediction.value))}
<h3>The answer</h3>${codeBlock('200', JSON.stringify(answer[best].value, null, 2))}`;
}

function tryForm(path: string, body: unknown): Markup {
  const rows = Math.min(24, JSON.stringify(body, null, 2).split('\n').length);
  return markup`<details class="try"><summary>Try it</summary><form data-path="${path}"><label>Body
<textarea spellcheck="false" rows="${rows}">${JSON.stringify(body, null, 2)}</textarea></label>
<button type="submit">Send</button> <output></output></form></details>`;
}

function examplesOf(content: Part): Examples {
  return ((content['application/json'] as Part)['examples'] ?? {}) as Examples;
}
