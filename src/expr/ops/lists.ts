import { op } from './op.js';

/** Numbers side by side, and sums over them. */
export const lists = {
  list: op({
    doc: 'The numbers as a list. A missing one is 0, because no list holds a null.',
    types: [{ args: [], rest: 'number', out: 'numbers' }],
    nulls: 'sees',
    total: true,
    builder: 'function',
    js: (...numbers: number[]) => Float64Array.from(numbers, (x) => (x === x ? x : 0)),
    width: (count: number) => count,
    sql: { duckdb: (...numbers) => `[${numbers.map((x) => `coalesce(${x}, 0e0)`).join(', ')}]` },
    cases: [
      [[1.5], [1.5]],
      [
        [3, -1, 0],
        [3, -1, 0],
      ],
      [
        [null, 2],
        [0, 2],
      ],
    ],
  }),
  weightedSum: op({
    doc: 'The sum of numbers times constant weights, one for each, added up from the first to the last. Null when a number is missing or the sum overflows.',
    types: [{ args: ['=numbers'], rest: 'number', out: 'number' }],
    nulls: 'strict',
    finish: true,
    builder: 'function',
    js: (weights: readonly number[], ...numbers: number[]) => {
      let sum = numbers[0] * weights[0];
      for (let i = 1; i < numbers.length; i++) sum += numbers[i] * weights[i];
      return sum;
    },
    inline: (weights, ...numbers) => `(${numbers.map((x, i) => `${x} * ${weights}[${i}]`).join(' + ')})`,
    refuses: (weights: readonly number[] | null, count: number) =>
      weights?.length === count
        ? undefined
        : `there must be one weight for each number, and there are ${weights?.length ?? 0} for ${count}`,
    sql: (weights, ...numbers) => {
      const each = weights.split(', ');
      return numbers.map((x, i) => `${x} * ${each[i]}`).join(' + ');
    },
    cases: [
      [[[2], 3], 6],
      [[[0.1, 0.2], 1, 2], 0.5],
      [[[1, 1, 1], 1e308, 1e308, -1e308], null],
      [[[1e300], 1e300], null],
      [[[2, -3], 0, 1], -3],
      [[[1, 1], null, 1], null],
    ],
  }),
} as const;
