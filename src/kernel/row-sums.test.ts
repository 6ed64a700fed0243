import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainSums, rowSums, type Entries, type RowSums } from './row-sums.js';

const entriesIn = (sums: RowSums, starts: readonly number[], index: readonly number[], value: readonly number[]): Entries => {
  const of = { starts: sums.ints(starts.length), index: sums.ints(index.length), value: sums.doubles(value.length) };
  of.starts.set(starts);
  of.index.set(index);
  of.value.set(value);
  return of;
};

const doublesIn = (sums: RowSums, values: readonly number[]): Float64Array => {
  const own = sums.doubles(values.length);
  own.set(values);
  return own;
};

const BYTES = 1 << 20;
const both = [
  ['WebAssembly', rowSums(BYTES)],
  ['plain TypeScript', plainSums],
] as const;

describe.each(both)('sums of rows in %s', (_, sums) => {
  const matrix = doublesIn(sums, [9, 1, 2, 3, 10, 20, 30, 100, 200, 300]);
  const of = entriesIn(sums, [0, 2, 2, 3], [0, 2, 1], [2, 1, -1]);

  it('add multiples of the rows of a matrix', () => {
    const out = doublesIn(sums, [7, 1, 1, 1, 5, 5, 5, 0, 0, 0]);
    sums.addRows(out, 1, 3, 3, matrix, 1, of);
    expect([...out]).toEqual([7, 103, 205, 307, 5, 5, 5, -10, -20, -30]);
  });

  it('multiply rows with rows, where there is an entry', () => {
    const out = doublesIn(
      sums,
      Array.from({ length: 9 }, () => 4),
    );
    sums.products(out, 3, doublesIn(sums, [1, 1, 1, 9, 9, 9, 0, 1, -1]), 3, 3, matrix, 1, of);
    expect([...out]).toEqual([6, 0, 600, 0, 0, 0, 0, -10, 0]);
  });
});

it('WebAssembly and plain TypeScript give the same bits', () => {
  const double = fc.double({ noNaN: true, min: -1e9, max: 1e9 });
  const problem = fc
    .record({ size: fc.integer({ min: 1, max: 7 }), width: fc.integer({ min: 1, max: 40 }), rows: fc.integer({ min: 1, max: 4 }) })
    .chain(({ size, width, rows }) =>
      fc.record({
        size: fc.constant(size),
        width: fc.constant(width),
        lists: fc.array(fc.subarray(Array.from({ length: width }, (_, i) => i)), { minLength: rows, maxLength: rows }),
        value: fc.array(double, { minLength: rows * width, maxLength: rows * width }),
        matrix: fc.array(double, { minLength: width * size, maxLength: width * size }),
        by: fc.array(double, { minLength: rows * size, maxLength: rows * size }),
      }),
    );
  fc.assert(
    fc.property(problem, ({ size, width, lists, value, matrix, by }) => {
      const bits = [rowSums(BYTES), plainSums].map((sums) => {
        const starts = lists.reduce<number[]>((all, list) => [...all, all.at(-1)! + list.length], [0]);
        const of = entriesIn(sums, starts, lists.flat(), value.slice(0, starts.at(-1)));
        const [m, b] = [doublesIn(sums, matrix), doublesIn(sums, by)];
        const [added, multiplied] = [doublesIn(sums, by), sums.doubles(lists.length * width)];
        sums.addRows(added, 0, size, lists.length, m, 0, of);
        sums.products(multiplied, width, b, size, lists.length, m, 0, of);
        return [...added, ...multiplied];
      });
      expect(bits[0]).toEqual(bits[1]);
    }),
  );
});

it('are plain where the memory would be too large', () => expect(rowSums(2 ** 40)).toBe(plainSums));

it('run on the machine of these tests', () => expect(rowSums(BYTES)).not.toBe(plainSums));
