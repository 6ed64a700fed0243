import { op, unary } from './op.js';

/** To the nearest whole number, halves away from zero; exact for every double (`floor(x + 0.5)` is not). */
export function round(a: number): number {
  const whole = Math.trunc(a);
  return Math.abs(a - whole) >= 0.5 ? whole + Math.sign(a) : whole;
}

const roundText = (a: string): string => `CASE WHEN abs(${a} - trunc(${a})) >= 0.5e0 THEN trunc(${a}) + sign(${a}) ELSE trunc(${a}) END`;

/** From doubles to coarser doubles. */
export const rounding = {
  floor: op({
    doc: 'The largest whole number that is not above it.',
    types: unary,
    nulls: 'strict',
    finish: true,
    js: Math.floor,
    sql: (a) => `floor(${a})`,
    cases: [
      [[2.7], 2],
      [[-2.1], -3],
      [[-0.5], -1],
      [[null], null],
    ],
  }),
  ceil: op({
    doc: 'The smallest whole number that is not below it.',
    types: unary,
    nulls: 'strict',
    finish: true,
    js: Math.ceil,
    sql: (a) => `ceil(${a})`,
    cases: [
      [[2.1], 3],
      [[-0.5], 0],
      [[-2.7], -2],
      [[null], null],
    ],
  }),
  trunc: op({
    doc: 'The whole part: rounds towards zero.',
    types: unary,
    nulls: 'strict',
    finish: true,
    js: Math.trunc,
    sql: (a) => `trunc(${a})`,
    cases: [
      [[2.7], 2],
      [[-2.7], -2],
      [[-0.7], 0],
      [[null], null],
    ],
  }),
  round: op({
    doc: 'The nearest whole number; halves go away from zero.',
    types: unary,
    nulls: 'strict',
    finish: true,
    js: round,
    sql: roundText,
    cases: [
      [[0.5], 1],
      [[-0.5], -1],
      [[2.5], 3],
      [[-2.5], -3],
      [[2.4], 2],
      [[-0.4], 0],
      [[0.49999999999999994], 0],
      [[4503599627370495.5], 4503599627370496],
      [[null], null],
    ],
  }),
  roundTo: op({
    doc: 'Rounded to 0 … 15 decimal digits: `round(x * 10^digits) / 10^digits` in doubles. From 2^53 on the number stays as it is.',
    types: [{ args: ['number', '=number'], out: 'number' }],
    nulls: 'strict',
    finish: true,
    js: (a: number, scale: number) => (Math.abs(a * scale) < 9007199254740992 ? round(a * scale) / scale : a),
    prepare: (digits: number) => [Number(`1e${digits}`)],
    refuses: (digits: number | null) =>
      digits !== null && Number.isInteger(digits) && digits >= 0 && digits <= 15 ? undefined : 'digits must be a whole number from 0 to 15',
    sql: (a, digits) => {
      const scale = `1e${Number(digits)}`;
      return `CASE WHEN abs(${a} * ${scale}) < 9007199254740992e0 THEN (${roundText(`(${a} * ${scale})`)}) / ${scale} ELSE ${a} END`;
    },
    cases: [
      [[1.25, 1], 1.3],
      [[-1.25, 1], -1.3],
      [[1.005, 2], 1],
      [[1234.5678, 0], 1235],
      [[1e300, 15], 1e300],
      [[null, 2], null],
    ],
  }),
} as const;
