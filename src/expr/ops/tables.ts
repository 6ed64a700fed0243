import { op } from './op.js';

type Texts = readonly string[] | null;
type Numbers = readonly number[] | null;

const distinctTexts = (list: Texts): string | undefined =>
  new Set(list).size === list?.length ? undefined : 'the texts must differ from each other';

const indexOf = (levels: readonly string[]): ReadonlyMap<string, number> => new Map(levels.map((level, i) => [level, i]));

/** `ENUM` finds a text by hash; the list functions and IN on a computed column compare with every item. */
const enumIndex = (x: string, levels: string): string => `enum_code(TRY_CAST(${x} AS ENUM(${levels})))`;

/** DuckDB plans IN with a list as a join, and a query with a join gives its rows in any order. */
const isListed = (x: string, list: string): string => `list_contains([${list}], ${x})`;

const kept = (x: string, test: string, other: string): string =>
  `CASE WHEN ${x} IS NULL THEN NULL ${test === '' ? '' : `WHEN ${test} THEN ${x} `}ELSE ${other} END`;

/** Texts and numbers looked up in constant lists: sets, bins, codes and tables. */
export const tables = {
  inSet: op({
    doc: 'Whether the text or number is one of a constant list. Null for null.',
    types: [
      { args: ['text', '=texts'], out: 'bool' },
      { args: ['number', '=numbers'], out: 'bool' },
    ],
    nulls: 'strict',
    js: (x: unknown, set: ReadonlySet<unknown>) => set.has(x),
    prepare: (list: readonly unknown[]) => [new Set(list)],
    sql: {
      common: (x, list) => (list === '' ? `CASE WHEN ${x} IS NOT NULL THEN FALSE END` : `${x} IN (${list})`),
      duckdb: (x, list) => (list === '' ? `CASE WHEN ${x} IS NOT NULL THEN FALSE END` : isListed(x, list)),
    },
    cases: [
      [['a', ['a', 'b']], true],
      [['', ['a', 'b']], false],
      [['a', []], false],
      [[null, ['a']], null],
      [[null, []], null],
      [[0.1, [0.1, 5]], true],
      [[3, []], false],
    ],
  }),
  keepIn: op({
    doc: 'The text where it is one of a constant list, else another one. Null for null.',
    types: [{ args: ['text', '=texts', '=text'], out: 'text' }],
    nulls: 'strict',
    js: (x: string, set: ReadonlySet<string>, other: string) => (set.has(x) ? x : other),
    prepare: (list: readonly string[], other: string) => [new Set(list), other],
    sql: {
      common: (x, list, other) => kept(x, list === '' ? '' : `${x} IN (${list})`, other),
      duckdb: (x, list, other) => kept(x, list === '' ? '' : isListed(x, list), other),
    },
    cases: [
      [['a', ['a', 'b'], 'other'], 'a'],
      [['c', ['a', 'b'], 'other'], 'other'],
      [['c', [], 'other'], 'other'],
      [[null, ['a'], 'other'], null],
    ],
  }),
  code: op({
    doc: 'The index (from 0) of the text in a constant list of levels; null when it is not there. At the root of a feature it makes a category column.',
    types: [{ args: ['text', '=texts'], out: 'number' }],
    nulls: 'strict',
    js: (x: string, index: ReadonlyMap<string, number>) => index.get(x) ?? NaN,
    prepare: (levels: readonly string[]) => [indexOf(levels)],
    refuses: distinctTexts,
    sql: {
      common: (x, levels) => (levels === '' ? 'CAST(NULL AS DOUBLE)' : `CAST(array_position(ARRAY[${levels}], ${x}) - 1 AS DOUBLE)`),
      duckdb: (x, levels) => (levels === '' ? 'CAST(NULL AS DOUBLE)' : `CAST(${enumIndex(x, levels)} AS DOUBLE)`),
    },
    cases: [
      [['b', ['a', 'b']], 1],
      [['B', ['a', 'b']], null],
      [['', ['', "it's"]], 0],
      [["it's", ['', "it's"]], 1],
      [['a', []], null],
      [[null, ['a']], null],
    ],
  }),
  lookup: op({
    doc: 'The number that a constant table has for the text: `values[i]` for `keys[i]`; null when the text is not there.',
    types: [{ args: ['text', '=texts', '=numbers'], out: 'number' }],
    nulls: 'strict',
    js: (x: string, table: ReadonlyMap<string, number>) => table.get(x) ?? NaN,
    prepare: (keys: readonly string[], values: readonly number[]) => [new Map(keys.map((key, i) => [key, values[i]])), null],
    refuses: (keys: Texts, values: Numbers) =>
      keys?.length === values?.length ? distinctTexts(keys) : 'keys and values must have the same length',
    sql: {
      common: (x, keys, values) => (keys === '' ? 'CAST(NULL AS DOUBLE)' : `(ARRAY[${values}])[array_position(ARRAY[${keys}], ${x})]`),
      duckdb: (x, keys, values) => (keys === '' ? 'CAST(NULL AS DOUBLE)' : `list_extract([${values}], ${enumIndex(x, keys)} + 1)`),
    },
    cases: [
      [['b', ['a', 'b'], [0.25, -1]], -1],
      [['c', ['a', 'b'], [0.25, -1]], null],
      [['a', [], []], null],
      [[null, ['a'], [1]], null],
    ],
  }),
  oneHot: op({
    doc: "One number per level of a constant list: 1 at the text's own level, 0 elsewhere. All 0 for null and for a text that is not there.",
    types: [{ args: ['text', '=texts'], out: 'numbers' }],
    nulls: 'sees',
    total: true,
    js: (x: string | null, index: ReadonlyMap<string, number>) => {
      const out = new Float64Array(index.size);
      const at = x === null ? undefined : index.get(x);
      if (at !== undefined) out[at] = 1;
      return out;
    },
    prepare: (levels: readonly string[]) => [indexOf(levels)],
    refuses: distinctTexts,
    width: (levels: readonly string[]) => levels.length,
    sql: {
      duckdb: (x, levels) =>
        levels === '' ? 'CAST([] AS DOUBLE[])' : `list_transform([${levels}], lambda level: CASE WHEN level = ${x} THEN 1e0 ELSE 0e0 END)`,
    },
    cases: [
      [
        ['b', ['a', 'b', 'c']],
        [0, 1, 0],
      ],
      [
        ['z', ['a', 'b']],
        [0, 0],
      ],
      [
        [null, ['a', 'b']],
        [0, 0],
      ],
      [['a', []], []],
    ],
  }),
  bin: op({
    doc: 'The number of edges that are not above it: 0 below the first edge, `edges.length` from the last one on. Edges ascend.',
    types: [{ args: ['number', '=numbers'], out: 'number' }],
    nulls: 'strict',
    js: (x: number, edges: readonly number[]) => {
      let [low, high] = [0, edges.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (edges[middle] <= x) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    refuses: (edges: Numbers) => (edges?.every((edge, i) => i === 0 || edge > edges[i - 1]) ? undefined : 'the edges must ascend'),
    sql: (x, edges) => {
      if (edges === '') return `CASE WHEN ${x} IS NOT NULL THEN 0e0 END`;
      const each = edges.split(', ').map((edge, i) => `WHEN ${x} < ${edge} THEN ${i}e0`);
      return `CASE ${each.join(' ')} WHEN ${x} IS NOT NULL THEN ${each.length}e0 END`;
    },
    cases: [
      [[-5, [0, 10]], 0],
      [[0, [0, 10]], 1],
      [[9.5, [0, 10]], 1],
      [[10, [0, 10]], 2],
      [[3, []], 0],
      [[null, [0, 10]], null],
      [[null, []], null],
    ],
  }),
  element: op({
    doc: 'The i-th number (from 0) of a list; null when the list is shorter.',
    types: [{ args: ['numbers', '=number'], out: 'number' }],
    nulls: 'strict',
    finish: true,
    js: (list: ArrayLike<number>, i: number) => (i < list.length ? list[i] : NaN),
    refuses: (i: number | null) =>
      Number.isInteger(i) && (i as number) >= 0 && (i as number) < 1e6 ? undefined : 'the index must be a whole number from 0',
    sql: { duckdb: (list, i) => `list_extract(${list}, ${Number(i) + 1})` },
    cases: [
      [[[5, 7], 0], 5],
      [[[5, 7], 1], 7],
      [[[5, 7], 2], null],
    ],
  }),
} as const;
