/** HTML that may stand in a page as it is. */
export interface Markup {
  readonly html: string;
}

type Part = string | number | Markup | readonly Markup[];

/** Makes a text safe between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * HTML with values in it: texts and numbers are escaped, markup stands as it is. The only way into a page.
 *
 * ```ts
 * const cell = (text: string) => markup`<td>${text}</td>`;
 * markup`<tr>${[cell('a < b')]}</tr>`.html // '<tr><td>a &#60; b</td></tr>'
 * ```
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return { html: parts.map((part, i) => part + (i < values.length ? textOf(values[i]) : '')).join('') };
}

export const nothing: Markup = { html: '' };

function textOf(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return Array.isArray(part) ? part.map((one: Markup) => one.html).join('') : (part as Markup).html;
}
