const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
/** What an editor would not show as it is: controls, blanks of other kinds than the plain one, direction marks, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text as a literal of a program: in single quotes, with what cannot be seen escaped. */
export const textLiteral = (value: string): string => `'${value.replace(/[\\']/g, '\\$&').replace(UNSEEN, escaped)}'`;

const escaped = (c: string): string =>
  SHORT[c] ?? [...Array(c.length).keys()].map((i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/** A name as a property of an object literal: quoted only if it must be. `__proto__` would set the prototype, so it is computed. */
export function keyLiteral(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return isPlain(name) ? name : textLiteral(name);
}

/** A property of `c`: `c.tenure`, `c['Air temperature [K]']`. */
export const memberOf = (object: string, name: string): string => (isPlain(name) ? `${object}.${name}` : `${object}[${textLiteral(name)}]`);

const isPlain = (name: string): boolean => IDENTIFIER.test(name) && name.normalize('NFC') === name && name.search(UNSEEN) < 0;
