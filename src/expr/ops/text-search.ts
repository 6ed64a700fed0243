import { codePoints } from './code-points.js';
import { op } from './op.js';

const textInText = [{ args: ['text', 'text'], out: 'bool' }] as const;

/** Text sought in text, code point by code point. */
export const textSearch = {
  startsWith: op({
    doc: 'Whether it begins with the other text. Every text begins with the empty one.',
    types: textInText,
    nulls: 'strict',
    js: (x: string, start: string) => x.startsWith(start),
    sql: { common: (x, start) => `starts_with(${x}, ${start})`, spark: (x, start) => `startswith(${x}, ${start})` },
    cases: [
      [['abc', 'ab'], true],
      [['abc', 'AB'], false],
      [['a', ''], true],
      [['a', 'a%'], false],
      [[null, 'a'], null],
    ],
  }),
  endsWith: op({
    doc: 'Whether it ends with the other text. Every text ends with the empty one.',
    types: textInText,
    nulls: 'strict',
    js: (x: string, end: string) => x.endsWith(end),
    sql: {
      common: (x, end) => `right(${x}, length(${end})) = ${end}`,
      duckdb: (x, end) => `suffix(${x}, ${end})`,
      spark: (x, end) => `endswith(${x}, ${end})`,
    },
    cases: [
      [['abc', 'bc'], true],
      [['abc', 'abcd'], false],
      [['a', ''], true],
      [['a', null], null],
    ],
  }),
  contains: op({
    doc: 'Whether the other text occurs in it. The empty text occurs everywhere.',
    types: textInText,
    nulls: 'strict',
    js: (x: string, other: string) => x.includes(other),
    sql: { common: (x, other) => `contains(${x}, ${other})`, postgres: (x, other) => `strpos(${x}, ${other}) > 0` },
    cases: [
      [['abc', 'b'], true],
      [['abc', 'B'], false],
      [['', ''], true],
      [['50%', '%'], true],
      [[null, 'b'], null],
    ],
  }),
  indexOf: op({
    doc: 'The index (from 0, in code points) at which the other text first occurs; null when it does not.',
    types: [{ args: ['text', 'text'], out: 'number' }],
    nulls: 'strict',
    js: (x: string, other: string) => {
      const unit = x.indexOf(other);
      return unit < 0 ? NaN : codePoints(x.slice(0, unit));
    },
    sql: {
      common: (x, other) => `CAST(NULLIF(strpos(${x}, ${other}), 0) - 1 AS DOUBLE)`,
      spark: (x, other) => `CAST(NULLIF(instr(${x}, ${other}), 0) - 1 AS DOUBLE)`,
    },
    cases: [
      [['😀abc', 'b'], 2],
      [['abc', 'z'], null],
      [['abc', ''], 0],
      [['', ''], 0],
      [[null, 'a'], null],
    ],
  }),
} as const;
