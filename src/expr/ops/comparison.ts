import { at, op } from './op.js';

const ordered = [
  { args: ['number', 'number'], out: 'bool' },
  { args: ['time', 'time'], out: 'bool' },
] as const;

const equatable = [
  { args: ['number', 'number'], out: 'bool' },
  { args: ['text', 'text'], out: 'bool' },
  { args: ['bool', 'bool'], out: 'bool' },
  { args: ['time', 'time'], out: 'bool' },
] as const;

/** Comparisons. Text is compared for equality only, code point by code point: engines do not agree on its order. */
export const comparison = {
  eq: op({
    doc: 'Whether both are equal. Text is equal code point by code point. Null when either is null.',
    types: equatable,
    nulls: 'strict',
    js: (a: unknown, b: unknown) => a === b,
    sql: (a, b) => `${a} = ${b}`,
    cases: [
      [[1, 1], true],
      [[9007199254740992, 9007199254740991], false],
      [['a', 'a'], true],
      [['a', 'A'], false],
      [['é', 'e\u0301'], false],
      [['', ' '], false],
      [[true, false], false],
      [[at('2024-01-01'), at('2024-01-01')], true],
      [[null, 'a'], null],
    ],
  }),
  ne: op({
    doc: 'Whether both differ. Null when either is null.',
    types: equatable,
    nulls: 'strict',
    js: (a: unknown, b: unknown) => a !== b,
    sql: (a, b) => `${a} <> ${b}`,
    cases: [
      [[1, 2], true],
      [['😀', '😀'], false],
      [[true, false], true],
      [[at('2024-01-01'), at('2024-01-02')], true],
      [[1, null], null],
    ],
  }),
  gt: op({
    doc: 'Whether it is greater, or later.',
    types: ordered,
    nulls: 'strict',
    js: (a: number, b: number) => a > b,
    sql: (a, b) => `${a} > ${b}`,
    cases: [
      [[2, 1], true],
      [[1, 1], false],
      [[at('2024-01-02'), at('2024-01-01')], true],
      [[null, 1], null],
    ],
  }),
  gte: op({
    doc: 'Whether it is greater or equal, or not earlier.',
    types: ordered,
    nulls: 'strict',
    js: (a: number, b: number) => a >= b,
    sql: (a, b) => `${a} >= ${b}`,
    cases: [
      [[1, 1], true],
      [[-1, 0], false],
      [[at('1969-12-31'), at('1970-01-01')], false],
      [[1, null], null],
    ],
  }),
  lt: op({
    doc: 'Whether it is smaller, or earlier.',
    types: ordered,
    nulls: 'strict',
    js: (a: number, b: number) => a < b,
    sql: (a, b) => `${a} < ${b}`,
    cases: [
      [[1, 2], true],
      [[2, 2], false],
      [[at('2024-01-01'), at('2024-01-02')], true],
      [[null, null], null],
    ],
  }),
  lte: op({
    doc: 'Whether it is smaller or equal, or not later.',
    types: ordered,
    nulls: 'strict',
    js: (a: number, b: number) => a <= b,
    sql: (a, b) => `${a} <= ${b}`,
    cases: [
      [[2, 2], true],
      [[2, 1], false],
      [[at('2024-01-02'), at('2024-01-01')], false],
      [[null, 1], null],
    ],
  }),
  between: op({
    doc: 'Whether it lies between two bounds, both included. Null when any of the three is null.',
    types: [
      { args: ['number', 'number', 'number'], out: 'bool' },
      { args: ['time', 'time', 'time'], out: 'bool' },
    ],
    nulls: 'strict',
    js: (a: number, low: number, high: number) => a >= low && a <= high,
    // Plain BETWEEN is false, not null, for `5 BETWEEN 6 AND NULL`.
    sql: (a, low, high) => `CASE WHEN ${low} IS NOT NULL AND ${high} IS NOT NULL THEN ${a} >= ${low} AND ${a} <= ${high} END`,
    cases: [
      [[1, 1, 2], true],
      [[2, 1, 2], true],
      [[3, 1, 2], false],
      [[5, 6, null], null],
      [[5, null, 4], null],
      [[at('2024-01-01'), at('2023-01-01'), at('2025-01-01')], true],
    ],
  }),
} as const;
