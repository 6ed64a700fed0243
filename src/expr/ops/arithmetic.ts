import { at, binary, op, unary } from './op.js';

/** `a` modulo `b` with the sign of `b`; NaN when `b` is zero. */
function floored(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/** Sums, products and what keeps to them: correctly rounded IEEE doubles in every target, hence equal to the bit. */
export const arithmetic = {
  add: op({
    doc: 'The sum. Null when it overflows.',
    types: binary,
    nulls: 'strict',
    finish: true,
    js: (a: number, b: number) => a + b,
    sql: (a, b) => `${a} + ${b}`,
    cases: [
      [[1, 2], 3],
      [[0.1, 0.2], 0.30000000000000004],
      [[1e308, 1e308], null],
      [[null, 1], null],
    ],
  }),
  sub: op({
    doc: 'The difference. Null when it overflows.',
    types: binary,
    nulls: 'strict',
    finish: true,
    js: (a: number, b: number) => a - b,
    sql: (a, b) => `${a} - ${b}`,
    cases: [
      [[1, 2], -1],
      [[9007199254740992, -1], 9007199254740992],
      [[-1e308, 1e308], null],
      [[2, 2], 0],
    ],
  }),
  mul: op({
    doc: 'The product. Null when it overflows.',
    types: binary,
    nulls: 'strict',
    finish: true,
    js: (a: number, b: number) => a * b,
    sql: (a, b) => `${a} * ${b}`,
    cases: [
      [[-0.5, 4], -2],
      [[-1, 0], 0],
      [[1e200, 1e200], null],
      [[1e-200, 1e-200], 0],
    ],
  }),
  div: op({
    doc: 'The quotient. Null when the divisor is zero or the quotient overflows.',
    types: binary,
    nulls: 'strict',
    finish: true,
    js: (a: number, b: number) => a / b,
    sql: (a, b) => `${a} / NULLIF(${b}, 0e0)`,
    cases: [
      [[5, 2], 2.5],
      [[1, 0], null],
      [[0, 0], null],
      [[0, -3], 0],
      [[1e300, 1e-300], null],
    ],
  }),
  mod: op({
    doc: 'The remainder of the floored division: it has the sign of the divisor. Null when the divisor is zero.',
    types: binary,
    nulls: 'strict',
    finish: true,
    js: floored,
    sql: (a, b) =>
      `CASE WHEN ${b} <> 0e0 THEN CASE WHEN ${a} % ${b} <> 0e0 AND (${a} % ${b} < 0e0) <> (${b} < 0e0) THEN ${a} % ${b} + ${b} ELSE ${a} % ${b} END END`,
    cases: [
      [[7, 3], 1],
      [[-7.5, 2], 0.5],
      [[7.5, -2], -0.5],
      [[-6, 3], 0],
      [[5, 0], null],
      [[1e308, 3], 2],
    ],
  }),
  neg: op({
    doc: 'The number with the opposite sign.',
    types: unary,
    nulls: 'strict',
    finish: true,
    js: (a: number) => -a,
    sql: (a) => `-${a}`,
    cases: [
      [[3], -3],
      [[0], 0],
      [[null], null],
    ],
  }),
  abs: op({
    doc: 'The size without the sign.',
    types: unary,
    nulls: 'strict',
    js: Math.abs,
    sql: (a) => `abs(${a})`,
    cases: [
      [[-3.5], 3.5],
      [[0], 0],
      [[null], null],
    ],
  }),
  sign: op({
    doc: '-1, 0 or 1.',
    types: unary,
    nulls: 'strict',
    js: Math.sign,
    sql: (a) => `CAST(sign(${a}) AS DOUBLE)`,
    cases: [
      [[-3.5], -1],
      [[0], 0],
      [[5e-324], 1],
      [[null], null],
    ],
  }),
  least: op({
    doc: 'The smaller of two. Null when either is null.',
    types: [
      { args: ['number', 'number'], out: 'number' },
      { args: ['time', 'time'], out: 'time' },
    ],
    nulls: 'strict',
    js: (a: number, b: number) => (a < b ? a : b),
    sql: (a, b) => `CASE WHEN ${a} < ${b} THEN ${a} WHEN ${a} IS NOT NULL THEN ${b} END`,
    cases: [
      [[1, 2], 1],
      [[2, -2], -2],
      [[at('2024-01-01'), at('1969-12-31')], at('1969-12-31')],
      [[null, 1], null],
      [[1, null], null],
    ],
  }),
  greatest: op({
    doc: 'The larger of two. Null when either is null.',
    types: [
      { args: ['number', 'number'], out: 'number' },
      { args: ['time', 'time'], out: 'time' },
    ],
    nulls: 'strict',
    js: (a: number, b: number) => (a > b ? a : b),
    sql: (a, b) => `CASE WHEN ${a} > ${b} THEN ${a} WHEN ${a} IS NOT NULL THEN ${b} END`,
    cases: [
      [[1, 2], 2],
      [[2, -2], 2],
      [[at('2024-01-01'), at('1969-12-31')], at('2024-01-01')],
      [[null, 1], null],
      [[1, null], null],
    ],
  }),
  clip: op({
    doc: 'The number moved into the range from `low` to `high`. `high` wins when the range is empty; null when any of the three is.',
    types: [{ args: ['number', 'number', 'number'], out: 'number' }],
    nulls: 'strict',
    js: (a: number, low: number, high: number) => (a > high ? high : a < low ? (low > high ? high : low) : a),
    sql: (a, low, high) =>
      `CASE WHEN ${low} IS NULL OR ${high} IS NULL THEN NULL WHEN ${a} > ${high} THEN ${high} WHEN ${a} < ${low} THEN CASE WHEN ${low} > ${high} THEN ${high} ELSE ${low} END ELSE ${a} END`,
    cases: [
      [[5, 0, 3], 3],
      [[-5, 0, 3], 0],
      [[2, 0, 3], 2],
      [[2, 4, 3], 3],
      [[2, null, 3], null],
      [[-2, 0, null], null],
      [[2, 0, null], null],
    ],
  }),
} as const;
