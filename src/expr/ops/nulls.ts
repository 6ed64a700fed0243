import { at, op } from './op.js';

const anything = [
  { args: ['number'], out: 'bool' },
  { args: ['text'], out: 'bool' },
  { args: ['bool'], out: 'bool' },
  { args: ['time'], out: 'bool' },
] as const;

const pair = [
  { args: ['number', 'number'], out: 'number' },
  { args: ['text', 'text'], out: 'text' },
  { args: ['bool', 'bool'], out: 'bool' },
  { args: ['time', 'time'], out: 'time' },
] as const;

/** NaN is the null of numbers and times, and the one value that differs from itself. */
const missing = (a: unknown): boolean => a === null || a !== a;

/** Asking for nulls, filling them and making them. */
export const nulls = {
  isNull: op({
    doc: 'Whether it is missing. Never null.',
    types: anything,
    nulls: 'sees',
    total: true,
    js: missing,
    sql: (a) => `${a} IS NULL`,
    cases: [
      [[null], true],
      [[0], false],
      [[''], false],
      [[false], false],
      [[at('1970-01-01')], false],
    ],
  }),
  isNotNull: op({
    doc: 'Whether it is there. Never null.',
    types: anything,
    nulls: 'sees',
    total: true,
    js: (a: unknown) => !missing(a),
    sql: (a) => `${a} IS NOT NULL`,
    cases: [
      [[null], false],
      [[0], true],
      [[''], true],
      [[false], true],
      [[at('1970-01-01')], true],
    ],
  }),
  coalesce: op({
    doc: 'The value, or the other one where it is missing.',
    types: pair,
    nulls: 'sees',
    js: (a: unknown, b: unknown) => (missing(a) ? b : a),
    sql: (a, b) => `coalesce(${a}, ${b})`,
    cases: [
      [[null, 3], 3],
      [[0, 3], 0],
      [['', 'x'], ''],
      [[null, 'x'], 'x'],
      [[false, true], false],
      [[null, at('2024-01-01')], at('2024-01-01')],
      [[null, null], null],
    ],
  }),
  nullIf: op({
    doc: 'The value, or null where it equals the other one. A null other one equals nothing.',
    types: pair,
    nulls: 'sees',
    js: (a: unknown, b: unknown) => (a !== b ? a : typeof a === 'number' ? NaN : null),
    sql: (a, b) => `nullif(${a}, ${b})`,
    cases: [
      [[-1, -1], null],
      [[1, -1], 1],
      [[1, null], 1],
      [[null, 1], null],
      [['?', '?'], null],
      [['x', '?'], 'x'],
      [[true, true], null],
      [[at('1900-01-01'), at('1900-01-01')], null],
    ],
  }),
} as const;
