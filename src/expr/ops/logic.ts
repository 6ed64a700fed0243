import { op } from './op.js';

const both = [{ args: ['bool', 'bool'], out: 'bool' }] as const;
type Truth = boolean | null;

/** Logic with three values, as in SQL: null means "not known". */
export const logic = {
  and: op({
    doc: 'Whether both hold: false when either is false, otherwise null when either is null.',
    types: both,
    nulls: 'sees',
    js: (a: Truth, b: Truth) => (a === false || b === false ? false : a === null || b === null ? null : true),
    sql: (a, b) => `${a} AND ${b}`,
    cases: [
      [[true, true], true],
      [[null, false], false],
      [[null, true], null],
      [[null, null], null],
    ],
  }),
  or: op({
    doc: 'Whether at least one holds: true when either is true, otherwise null when either is null.',
    types: both,
    nulls: 'sees',
    js: (a: Truth, b: Truth) => (a === true || b === true ? true : a === null || b === null ? null : false),
    sql: (a, b) => `${a} OR ${b}`,
    cases: [
      [[false, false], false],
      [[null, true], true],
      [[null, false], null],
      [[null, null], null],
    ],
  }),
  not: op({
    doc: 'The opposite. Null stays null.',
    types: [{ args: ['bool'], out: 'bool' }],
    nulls: 'strict',
    js: (a: boolean) => !a,
    sql: (a) => `NOT ${a}`,
    cases: [
      [[true], false],
      [[false], true],
      [[null], null],
    ],
  }),
  isTrue: op({
    doc: 'Whether it is known to hold: null counts as no.',
    types: [{ args: ['bool'], out: 'bool' }],
    nulls: 'sees',
    total: true,
    js: (a: Truth) => a === true,
    sql: (a) => `coalesce(${a}, FALSE)`,
    cases: [
      [[true], true],
      [[false], false],
      [[null], false],
    ],
  }),
} as const;
