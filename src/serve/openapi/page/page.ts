import type { JsonSchema } from '../../route.js';
import type { OpenApi } from '../document.js';
import { listSection } from './list-section.js';
import { markup, type Markup } from './markup.js';
import { modelSection } from './model-section.js';
import { routeSection } from './route-section.js';
import { anchorOf, type Operation } from './shown.js';

/** Where the page's own files are. */
export const PAGE_FILES = { style: '/docs/style.css', script: '/docs/script.js' } as const;

/** The reference as one HTML page, made from the document alone. Nothing in it runs but the file of its script. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, part]): Operation => ({ path, method: method.toUpperCase(), part })),
  );
  const models = operations.filter(({ part }) => String(part['operationId']).startsWith('predict_'));
  const lists = operations.filter(({ part }) => String(part['operationId']).startsWith('recommend_'));
  const others = operations.filter((one) => !models.includes(one) && !lists.includes(one) && !one.path.startsWith('/docs/'));
  const { schemas } = document.components as { schemas: Readonly<Record<string, JsonSchema>> };
  return `<!doctype html>\n${
    markup`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${String(document.info['title'])} reference</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${PAGE_FILES.style}">
<script src="${PAGE_FILES.script}" defer></script></head><body>${navigation([...models, ...lists], others)}<main>
${introduction(document, models.length + lists.length)}
${models.map((operation) => modelSection(operation, schemas))}
${lists.map((operation) => listSection(operation, schemas))}
<h2 class="part" id="routes">Every route</h2>
${others.map((operation) => routeSection(operation))}
${errors(document)}
</main></body></html>`.html
  }\n`;
}

const link = (operation: Operation, text: string): Markup =>
  markup`<li><a href="#${anchorOf(operation)}"><span class="method ${operation.method.toLowerCase()}">${operation.method}</span>${text}</a></li>`;

const navigation = (models: readonly Operation[], others: readonly Operation[]): Markup =>
  markup`<nav aria-label="Contents"><a class="brand" href="#start">millwright</a>
<h2>Models</h2><ul>${models.map((m) => link(m, anchorOf(m).replace(/^(predict|recommend)_/, '')))}</ul>
<h2>Routes</h2><ul>${others.map((o) => link(o, o.path))}</ul>
<ul><li><a href="#errors">Errors</a></li><li><a href="/openapi.json">openapi.json</a></li></ul></nav>`;

function introduction({ info }: OpenApi, models: number): Markup {
  return markup`<section id="start"><h1>Reference</h1>
<p class="lead">${models === 1 ? 'One model answers' : `${models} models answer`} here. Millwright ${String(info['version'])}.</p>
<p>Send a token with every request, as <code>Authorization: Bearer TOKEN</code>. Make one with <code>millwright token create</code>; it can do what its
scopes say: <code>predict</code>, <code>label</code>, <code>read</code> or <code>admin</code>. A typed client with these models' own types:
<code>millwright client --out client.ts</code>.</p>
<form class="token" id="token-form"><label for="token">Token for the forms on this page</label>
<input id="token" type="password" autocomplete="off" spellcheck="false" placeholder="stays in this tab, gone when it closes"></form></section>`;
}

function errors({ components }: OpenApi): Markup {
  const rows = Object.entries(components.responses).map(([name, response]) => {
    const [title, codes] = String(response['description']).split(': ');
    const shown = (codes ?? '').split(', ').filter((code) => code !== '');
    return markup`<tr><td class="status">${name.replace('Problem', '')}</td><td>${title}</td><td>${shown.map((code) => markup`<code>${code.replaceAll('`', '')}</code> `)}</td></tr>`;
  });
  return markup`<section id="errors"><h2>Errors</h2><p>Every refusal is <code>application/problem+json</code>: <code>code</code> is stable and says what it is,
<code>detail</code> says what was found, <code>fix</code> what to do, and <code>index</code> and <code>column</code> where, if a row is meant.
A request is answered whole or not at all.</p><table><thead><tr><th>Status</th><th></th><th>Codes</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}
