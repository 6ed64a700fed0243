import { binary, op, unary } from './op.js';

/** Powers, logarithms and circles. All but `sqrt` differ in the last bits between platforms, hence `approximate`. */
export const transcendental = {
  sqrt: op({
    doc: 'The square root. Null below zero.',
    types: unary,
    nulls: 'strict',
    finish: true,
    js: Math.sqrt,
    sql: (a) => `CASE WHEN ${a} >= 0e0 THEN sqrt(${a}) END`,
    cases: [
      [[9], 3],
      [[2], Math.SQRT2],
      [[0], 0],
      [[-1], null],
      [[null], null],
    ],
  }),
  pow: op({
    doc: '`a` to the power `b`; `0^0` is 1. Null for a zero base with a negative power, for a negative base with a fractional power, and when it overflows.',
    types: binary,
    nulls: 'strict',
    finish: true,
    approximate: true,
    js: Math.pow,
    sql: (a, b) => `CASE WHEN (${a} <> 0e0 OR ${b} >= 0e0) AND (${a} >= 0e0 OR ${b} = floor(${b})) THEN power(${a}, ${b}) END`,
    cases: [
      [[2, 10], 1024],
      [[0, 0], 1],
      [[0, -1], null],
      [[-8, 1 / 3], null],
      [[-2, 3], -8],
      [[10, 400], null],
      [[null, 0], null],
    ],
  }),
  exp: op({
    doc: 'e to the power of the number. Null when it overflows.',
    types: unary,
    nulls: 'strict',
    finish: true,
    approximate: true,
    js: Math.exp,
    sql: (a) => `exp(${a})`,
    cases: [
      [[0], 1],
      [[1], Math.E],
      [[-800], 0],
      [[800], null],
      [[null], null],
    ],
  }),
  expm1: op({
    doc: 'e to the power of the number, minus 1; exact near zero. Null when it overflows.',
    types: unary,
    nulls: 'strict',
    finish: true,
    approximate: true,
    js: Math.expm1,
    // Kahan: the error of u = exp(x) cancels in (u - 1) / ln(u).
    sql: (a) => {
      const u = `exp(${a})`;
      return `CASE WHEN ${a} > 709e0 THEN ${u} WHEN ${a} < -40e0 THEN -1e0 WHEN ${u} = 1e0 THEN ${a} ELSE (${u} - 1e0) * (${a} / ln(${u})) END`;
    },
    cases: [
      [[0], 0],
      [[1e-12], 1.0000000000005e-12],
      [[-800], -1],
      [[800], null],
      [[null], null],
    ],
  }),
  ln: op({
    doc: 'The natural logarithm. Null from zero down.',
    types: unary,
    nulls: 'strict',
    finish: true,
    approximate: true,
    js: Math.log,
    sql: (a) => `CASE WHEN ${a} > 0e0 THEN ln(${a}) END`,
    cases: [
      [[1], 0],
      [[100], 4.605170185988092],
      [[0], null],
      [[-1], null],
      [[null], null],
    ],
  }),
  log1p: op({
    doc: 'The natural logarithm of 1 + the number; exact near zero. Null from -1 down.',
    types: unary,
    nulls: 'strict',
    finish: true,
    approximate: true,
    js: Math.log1p,
    // Goldberg 1991, theorem 4: near zero the rounding error of 1 + x cancels in ln(u) / (u - 1).
    sql: (a) => {
      const u = `(1e0 + ${a})`;
      const nearZero = `CASE WHEN ${u} = 1e0 THEN ${a} ELSE ln(${u}) * (${a} / (${u} - 1e0)) END`;
      return `CASE WHEN ${a} >= 0.5e0 THEN ln(${u}) WHEN ${a} > -1e0 THEN ${nearZero} END`;
    },
    cases: [
      [[0], 0],
      [[1e-10], 9.9999999995e-11],
      [[1.7e308], 709.7268368932282],
      [[-1], null],
      [[null], null],
    ],
  }),
  log10: op({
    doc: 'The logarithm to base 10. Null from zero down.',
    types: unary,
    nulls: 'strict',
    finish: true,
    approximate: true,
    js: Math.log10,
    sql: { common: (a) => `CASE WHEN ${a} > 0e0 THEN log10(${a}) END`, postgres: (a) => `CASE WHEN ${a} > 0e0 THEN log(${a}) END` },
    cases: [
      [[1000], 3],
      [[0], null],
      [[null], null],
    ],
  }),
  log2: op({
    doc: 'The logarithm to base 2. Null from zero down.',
    types: unary,
    nulls: 'strict',
    finish: true,
    approximate: true,
    js: Math.log2,
    sql: {
      common: (a) => `CASE WHEN ${a} > 0e0 THEN log2(${a}) END`,
      postgres: (a) => `CASE WHEN ${a} > 0e0 THEN ln(${a}) / ln(2e0) END`,
    },
    cases: [
      [[8], 3],
      [[-1], null],
      [[null], null],
    ],
  }),
  sin: op({
    doc: 'The sine of an angle in radians; with `cos` it turns an hour or a month into a point on a circle.',
    types: unary,
    nulls: 'strict',
    finish: true,
    approximate: true,
    js: Math.sin,
    sql: (a) => `sin(${a})`,
    cases: [
      [[0], 0],
      [[1], 0.8414709848078965],
      [[null], null],
    ],
  }),
  cos: op({
    doc: 'The cosine of an angle in radians.',
    types: unary,
    nulls: 'strict',
    finish: true,
    approximate: true,
    js: Math.cos,
    sql: (a) => `cos(${a})`,
    cases: [
      [[0], 1],
      [[1], 0.5403023058681398],
      [[null], null],
    ],
  }),
} as const;
