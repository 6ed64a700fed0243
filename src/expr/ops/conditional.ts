import { at, op } from './op.js';

/** The choice between two values. */
export const conditional = {
  if: op({
    doc: 'The first value where the condition holds, else the second. A null condition does not hold.',
    types: [
      { args: ['bool', 'number', 'number'], out: 'number' },
      { args: ['bool', 'text', 'text'], out: 'text' },
      { args: ['bool', 'bool', 'bool'], out: 'bool' },
      { args: ['bool', 'time', 'time'], out: 'time' },
    ],
    nulls: 'sees',
    builder: 'function',
    js: (test: boolean | null, a: unknown, b: unknown) => (test === true ? a : b),
    sql: (test, a, b) => `CASE WHEN ${test} THEN ${a} ELSE ${b} END`,
    cases: [
      [[true, 1, 2], 1],
      [[false, 1, 2], 2],
      [[null, 1, 2], 2],
      [[true, null, 2], null],
      [[false, 'a', 'b'], 'b'],
      [[true, false, true], false],
      [[true, at('2024-01-01'), null], at('2024-01-01')],
    ],
  }),
} as const;
