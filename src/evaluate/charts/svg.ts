/** A finished piece of SVG text. */
export type Svg = string;

type Attribute = string | number | undefined;

/** A number with at most two decimals and no sign on zero, so that drawings are short and the same everywhere. */
export function fixed(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

/** Text that is safe between tags and in quoted attributes; control characters, which XML cannot hold, become U+FFFD. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, (c) => (c === '\n' || c === '\t' ? ' ' : '\ufffd'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** `<name a="1">…</name>`; attributes that are `undefined` are left out, numbers are {@link fixed}, texts {@link escaped}. Children are finished SVG. */
export function tag(name: string, attributes: Readonly<Record<string, Attribute>>, ...children: readonly Svg[]): Svg {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${typeof value === 'number' ? fixed(value) : escaped(value)}"`,
  );
  const open = `<${name}${written.join('')}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}

/** A line of words; `tone` and size as attributes. */
export function words(x: number, y: number, text: string, attributes: Readonly<Record<string, Attribute>> = {}): Svg {
  return tag('text', { x, y, fill: 'currentColor', ...attributes }, escaped(text));
}

/** About how wide a text of this size is, in pixels: enough to leave room for labels. */
export const widthOf = (text: string, size: number): number => text.length * size * 0.6;

/** The text, or its beginning and an ellipsis when it has more characters. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
