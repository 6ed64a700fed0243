import { describe, expect, it } from 'vitest';
import { planted, sideways } from '../../../test/support/sparse.js';
import { startThreads } from '../threads/team.js';
import { nearestColumns, type Likeness } from './nearest-columns.js';

const { signal } = new AbortController();

describe('nearest columns', () => {
  it.each([
    { columns: 40, most: 7, by: 'cosine', shrink: 0 },
    { columns: 40, most: 100, by: 'product', shrink: 3 },
    // Few products per column: only columns that were met are looked at.
    { columns: 3000, most: 5, by: 'cosine', shrink: 1 },
    { columns: 40, most: 7, by: 'cosine', shrink: 0, power: 0.4 },
    // More neighbours than are held at once: columns are asked some at a time.
    { columns: 1500, most: 1500, by: 'cosine', shrink: 0 },
  ] as const)(
    'the kernels agree to the bit, on any number of threads: $columns columns, $most at most',
    async ({ columns, most, ...likeness }: Likeness & { readonly columns: number; readonly most: number }) => {
      const lines = planted(200, columns, 6);
      const plain = await nearestColumns(lines, sideways(lines), most, likeness, { signal, kernels: 'plain' });
      expect(plain.start[columns]).toBeGreaterThan(100);
      expect(await nearestColumns(lines, sideways(lines), most, likeness, { signal })).toEqual(plain);
      const threads = startThreads(2);
      try {
        expect(await nearestColumns(lines, sideways(lines), most, likeness, { signal, threads })).toEqual(plain);
      } finally {
        threads.close();
      }
    },
  );

  it('by hand: of equal ones those that come first', async () => {
    // Three lines that hold column 3 and one other each: all are equally like it.
    const lines = {
      lines: 3,
      columns: 4,
      start: Int32Array.of(0, 2, 4, 6),
      column: Int32Array.of(0, 3, 1, 3, 2, 3),
      value: new Float64Array(6).fill(1),
    };
    const near = await nearestColumns(lines, sideways(lines), 2, { by: 'cosine', shrink: 0 }, { signal });
    expect(Array.from(near.column.subarray(near.start[3], near.start[4]))).toEqual([0, 1]);
    expect(Array.from(near.column.subarray(near.start[0], near.start[1]))).toEqual([3]);
    expect(near.value[near.start[3]]).toBeCloseTo(1 / Math.sqrt(3), 12);
  });
});
