import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import { componentScores, principalComponents } from './principal-components.js';

interface Facts {
  readonly components: readonly (readonly number[])[];
  readonly shares: readonly number[];
  readonly variances: readonly number[];
  readonly scores: readonly (readonly number[])[];
}
const cases = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as readonly {
  readonly of: string;
  readonly columns: readonly (readonly (number | null)[])[];
  readonly pca: Facts;
}[];

const numbers = (...columns: readonly (readonly (number | null)[])[]): Matrix => ({
  rows: columns[0].length,
  columns: columns.map((values, j) => ({ kind: 'number', name: `c${j}`, values: Float64Array.from(values, (v) => v ?? NaN) })),
});

/** Largest difference in units of the largest number. */
const off = (ours: ArrayLike<number>, theirs: readonly number[]): number =>
  Math.max(...theirs.map((v, i) => Math.abs(v - ours[i]))) / Math.max(...theirs.map(Math.abs));

describe('principal components are those of scikit-learn within 1e-8, signs included', () => {
  it.each(cases)('$of', ({ columns, pca }) => {
    const x = numbers(...columns);
    const found = principalComponents(x, 3);
    expect(off(found.weights, pca.components.flat())).toBeLessThan(1e-8);
    expect(off(found.variances, pca.variances)).toBeLessThan(1e-8);
    expect(off(found.shares, pca.shares)).toBeLessThan(1e-8);
    const scores = componentScores(found, x);
    scores.forEach((values, k) =>
      expect(
        off(
          values,
          pca.scores.map((row) => row[k]),
        ),
      ).toBeLessThan(1e-8),
    );
  });
});

describe('principal components, by hand', () => {
  it('of two equal columns: the diagonal, with twice the variance 7 of 1, 2, 6', () => {
    const found = principalComponents(numbers([1, 2, 6], [1, 2, 6]), 2);
    expect([...found.mean]).toEqual([3, 3]);
    found.weights.subarray(0, 2).forEach((w) => expect(w).toBeCloseTo(Math.SQRT1_2, 14));
    expect(found.variances[0]).toBeCloseTo(14, 12);
    expect(found.shares[0]).toBeCloseTo(1, 14);
    expect(componentScores(found, numbers([3, null], [3, 5])).map((v) => [...v])[0][0]).toBe(0);
  });

  it('a category is a 0 or 1 per level, a missing value the mean', () => {
    const x: Matrix = {
      rows: 4,
      columns: [
        { kind: 'category', name: 'c', levels: ['a', 'b'], codes: Int32Array.of(0, 1, -1, 1) },
        { kind: 'flag', name: 'f', values: Uint8Array.of(1, 0, 255, 255) },
      ],
    };
    const found = principalComponents(x, 1);
    expect(found.coordinates).toEqual(['c=a', 'c=b', 'f']);
    expect([...found.mean]).toEqual([1 / 3, 2 / 3, 1 / 2]);
    expect(componentScores(found, { rows: 1, columns: x.columns.map((c) => missing(c)) })[0][0]).toBe(0);
  });

  it('of one row, of no column that varies, of numbers too large to square: finite', () => {
    for (const x of [numbers([5]), numbers([2, 2, 2]), numbers([null, null]), numbers([1e300, -1e300, 0], [1, 2, 4])]) {
      const found = principalComponents(x, 2);
      for (const value of [...found.mean, ...found.weights, ...found.variances, ...found.shares]) expect(Number.isFinite(value)).toBe(true);
    }
    expect([...principalComponents(numbers([1e300, -1e300, 0], [1, 2, 4]), 1).weights]).toEqual([0, 1]);
  });
});

const missing = (column: Matrix['columns'][number]): Matrix['columns'][number] =>
  column.kind === 'category' ? { ...column, codes: Int32Array.of(-1) } : { ...column, kind: 'flag', values: Uint8Array.of(255) };
