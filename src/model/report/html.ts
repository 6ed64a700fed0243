/** Text that is HTML already. Everything else is escaped when it enters a template. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template of HTML: strings and numbers are escaped, `Html` and lists of it enter as they are, null and false vanish. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.reduce((out, text, i) => `${out}${i === 0 ? '' : shown(parts[i - 1])}${text}`, '') };
}

/** HTML made elsewhere and known to be safe, such as a chart's SVG. */
export const raw = (text: string): Html => ({ html: text });

function shown(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (Array.isArray(part)) return (part as readonly Part[]).map(shown).join('');
  if (typeof part === 'object') return (part as Html).html;
  return String(part).replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);
}
