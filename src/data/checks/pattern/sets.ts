import { peek, take, wrong, type Cursor } from './cursor.js';
import type { CharacterSet } from './tree.js';

type Range = readonly [number, number];

const range = (from: string, to: string = from): Range => [from.codePointAt(0)!, to.codePointAt(0)!];

/** `\s` is what RE2 takes for it: no vertical tab, no Unicode blanks. */
const CLASSES: Readonly<Record<string, readonly Range[]>> = {
  d: [range('0', '9')],
  w: [range('0', '9'), range('A', 'Z'), range('_'), range('a', 'z')],
  s: [range('\t', '\n'), range('\f', '\r'), range(' ')],
};
const SINGLE: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** Any character but a line feed. */
export const ANY: CharacterSet = { ranges: [range('\n')], not: true };

export const only = (character: string): CharacterSet => ({ ranges: [range(character)], not: false });

/** What stands behind a backslash. */
export function escapedSet(c: Cursor): CharacterSet {
  const letter = take(c);
  if (letter === '') throw wrong(c, 'it ends in a backslash');
  const lower = letter.toLowerCase();
  if (Object.hasOwn(CLASSES, lower)) return { ranges: CLASSES[lower], not: letter !== lower };
  if (Object.hasOwn(SINGLE, letter)) return only(SINGLE[letter]);
  if (/[A-Za-z0-9]/.test(letter)) throw wrong(c, `it has \\${letter}`);
  return only(letter);
}

/** What stands behind an opening bracket, up to the closing one. */
export function bracketSet(c: Cursor): CharacterSet {
  const not = peek(c) === '^';
  if (not) c.at++;
  if (peek(c) === ']') throw wrong(c, 'it has empty brackets');
  const ranges: Range[] = [];
  while (peek(c) !== ']') ranges.push(...item(c));
  c.at++;
  return { ranges, not };
}

function item(c: Cursor): readonly Range[] {
  const from = member(c);
  if (peek(c) !== '-' || peek(c, 1) === ']' || peek(c, 1) === '') return from;
  c.at++;
  const to = member(c);
  if (from.length > 1 || to.length > 1 || from[0][0] > to[0][1]) throw wrong(c, 'it has a range that runs backwards');
  return [[from[0][0], to[0][1]]];
}

function member(c: Cursor): readonly Range[] {
  const letter = take(c);
  if (letter === '') throw wrong(c, 'a [ is never closed');
  if (letter === '[') throw wrong(c, 'it has a [ inside brackets; write \\[');
  if (letter !== '\\') return [range(letter)];
  const { ranges, not } = escapedSet(c);
  if (not) throw wrong(c, 'it has \\D, \\W or \\S inside brackets');
  return ranges;
}
