import { html, type Html } from './html.js';

/** One part of the report. */
export const section = (id: string, title: string, ...body: readonly (Html | readonly Html[] | false | null)[]): Html =>
  html`<section id="${id}">
    <h2>${title}</h2>
    ${body}
  </section>`;

/** A table; the first column is text, the others numbers on the right. */
export function table(heads: readonly string[], lines: readonly (readonly (string | Html)[])[]): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads.map((h) => html`<th scope="col">${h}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              ${line.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A chart of few bars, which need no more than half of the page's width. */
export const narrowChart = (svg: Html, caption: string): Html =>
  html`<figure class="narrow">
    ${svg}
    <figcaption>${caption}</figcaption>
  </figure>`;

/** A chart with the sentence that says what to see in it. */
export const chart = (svg: Html, caption: string): Html =>
  html`<figure>
    ${svg}
    <figcaption>${caption}</figcaption>
  </figure>`;

/** One figure of a report's head: what it is, the figure, and what to know of it. */
export type Tile = readonly [what: string, figure: string, word: string];

/** The figures that a reader should see first. */
export const tilesOf = (tiles: readonly Tile[]): Html =>
  html`<dl class="glance">
    ${tiles.map(
      ([what, value, word]) =>
        html`<div>
          <dt>${what}</dt>
          <dd>${value}</dd>
          <dd class="soft">${word}</dd>
        </div>`,
    )}
  </dl>`;
