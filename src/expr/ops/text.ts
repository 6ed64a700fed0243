import { codePoints, sliceCodePoints } from './code-points.js';
import { op } from './op.js';

const textToText = [{ args: ['text'], out: 'text' }] as const;
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const blanks = `' \t\n\r'`;

const isBlank = (unit: number): boolean => unit === 32 || unit === 9 || unit === 10 || unit === 13;

/** Blank, tab, line feed and carriage return off both ends. */
export function trimAscii(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (from < to && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

/** `A` … `Z` in lower case; every other character stays. */
export const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const whole = (n: number | null, low: number, high: number): boolean => n !== null && Number.isInteger(n) && n >= low && n <= high;
const integer = (literal: string): string => String(Number(literal));

/** Text made from text. Positions count code points; case changes A–Z alone, because engines agree on no more. */
export const texts = {
  length: op({
    doc: 'The number of code points.',
    types: [{ args: ['text'], out: 'number' }],
    nulls: 'strict',
    js: codePoints,
    sql: (x) => `CAST(length(${x}) AS DOUBLE)`,
    cases: [
      [['abc'], 3],
      [['😀a'], 2],
      [['e\u0301'], 2],
      [[''], 0],
      [[null], null],
    ],
  }),
  concat: op({
    doc: 'Both texts end to end. Null when either is null.',
    types: [{ args: ['text', 'text'], out: 'text' }],
    nulls: 'strict',
    js: (a: string, b: string) => a + b,
    sql: (a, b) => `${a} || ${b}`,
    cases: [
      [['a', 'b'], 'ab'],
      [['', ''], ''],
      [['a', null], null],
    ],
  }),
  slice: op({
    doc: 'Up to `count` code points from the one with index `start` (from 0) on.',
    types: [{ args: ['text', '=number', '=number'], out: 'text' }],
    nulls: 'strict',
    js: sliceCodePoints,
    refuses: (start: number | null, count: number | null) =>
      whole(start, 0, 1e6) && whole(count, 0, 1e6) ? undefined : 'start and count must be whole numbers from 0 to 1,000,000',
    sql: (x, start, count) => `substring(${x}, ${Number(start) + 1}, ${integer(count)})`,
    cases: [
      [['abcdef', 1, 3], 'bcd'],
      [['😀é😀', 1, 1], 'é'],
      [['abc', 2, 5], 'c'],
      [['abc', 5, 1], ''],
      [['abc', 0, 0], ''],
      [[null, 0, 1], null],
    ],
  }),
  part: op({
    doc: 'The i-th part (from 0) between separators; null when there are fewer parts.',
    types: [{ args: ['text', '=text', '=number'], out: 'text' }],
    nulls: 'strict',
    js: (x: string, separator: string, i: number) => x.split(separator, i + 1)[i] ?? null,
    refuses: (separator: string | null, i: number | null) =>
      separator !== '' && whole(i, 0, 1e4) ? undefined : 'the separator must not be empty and the index a whole number from 0 to 10,000',
    sql: { duckdb: (x, separator, i) => `list_extract(string_split(${x}, ${separator}), ${Number(i) + 1})` },
    cases: [
      [['ann@shop.org', '@', 1], 'shop.org'],
      [['a,,c', ',', 1], ''],
      [['a', ',', 0], 'a'],
      [['a', ',', 1], null],
      [['', ',', 0], ''],
      [[null, ',', 0], null],
    ],
  }),
  lowerAscii: op({
    doc: 'The letters A to Z in lower case; every other character stays as it is.',
    types: textToText,
    nulls: 'strict',
    js: lowerAscii,
    sql: (x) => `translate(${x}, '${capitals}', '${capitals.toLowerCase()}')`,
    cases: [
      [['AbÉß'], 'abÉß'],
      [['İI'], 'İi'],
      [[''], ''],
      [[null], null],
    ],
  }),
  upperAscii: op({
    doc: 'The letters a to z in upper case; every other character stays as it is.',
    types: textToText,
    nulls: 'strict',
    js: (x: string) => x.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
    sql: (x) => `translate(${x}, '${capitals.toLowerCase()}', '${capitals}')`,
    cases: [
      [['aBéß'], 'ABéß'],
      [['ıi'], 'ıI'],
      [[null], null],
    ],
  }),
  trim: op({
    doc: 'Without blanks, tabs, line feeds and carriage returns at both ends; other white space stays.',
    types: textToText,
    nulls: 'strict',
    js: trimAscii,
    sql: (x) => `trim(${x}, ${blanks})`,
    cases: [
      [[' \ta b\r\n'], 'a b'],
      [['\u00a0a'], '\u00a0a'],
      [['  '], ''],
      [[null], null],
    ],
  }),
  replaceAll: op({
    doc: 'With every occurrence of one text, from left to right, replaced by another. Both are literal texts, not patterns.',
    types: [{ args: ['text', '=text', '=text'], out: 'text' }],
    nulls: 'strict',
    js: (x: string, from: string, to: string) => x.split(from).join(to),
    refuses: (from: string | null) => (from === '' ? 'the text to replace must not be empty' : undefined),
    sql: (x, from, to) => `replace(${x}, ${from}, ${to})`,
    cases: [
      [['1,234,5', ',', ''], '12345'],
      [['aaa', 'aa', 'b'], 'ba'],
      [['a$b', '$', '$&'], 'a$&b'],
      [[null, 'a', 'b'], null],
    ],
  }),
  padLeft: op({
    doc: 'Filled up at the left with one character until it has `width` code points; longer text stays whole.',
    types: [{ args: ['text', '=number', '=text'], out: 'text' }],
    nulls: 'strict',
    js: (x: string, width: number, fill: string) => fill.repeat(Math.max(0, width - codePoints(x))) + x,
    refuses: (width: number | null, fill: string | null) =>
      whole(width, 0, 1000) && fill !== null && codePoints(fill) === 1
        ? undefined
        : 'the width must be a whole number from 0 to 1,000 and the fill one character',
    sql: (x, width, fill) => `CASE WHEN length(${x}) >= ${integer(width)} THEN ${x} ELSE lpad(${x}, ${integer(width)}, ${fill}) END`,
    cases: [
      [['7', 3, '0'], '007'],
      [['1234', 3, '0'], '1234'],
      [['é', 3, '😀'], '😀😀é'],
      [[null, 3, '0'], null],
    ],
  }),
} as const;
