import type { Matrix } from '../../src/core/index.js';
import { adjustedRand } from '../../src/evaluate/index.js';
import type { Learner, Params, Predictor } from '../../src/learn/index.js';

/** Rows of numbers as a matrix of columns. */
export const numbersIn = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0].map((_, j) => ({ kind: 'number', name: `c${j}`, values: Float64Array.from(rows, (row) => row[j]) })),
});

/** Fits segments with seed 7 and one thread. */
export const fitSegments = (learner: Learner<'segment'>, x: Matrix, params: Params, weights?: Float64Array): Promise<Predictor> =>
  learner.fit(
    { task: 'segment', x, ...(weights ? { weights } : {}) },
    { params, seed: 7, threads: 1, signal: new AbortController().signal },
  );

/** The segment that each row is called, −1 for none. */
export function calledBy({ outputs, outside, predict }: Predictor, x: Matrix): readonly number[] {
  const margins = new Float64Array(x.rows * outputs);
  predict(x, margins);
  return Array.from({ length: x.rows }, (_, i) => {
    const own = margins.subarray(i * outputs, (i + 1) * outputs);
    const k = own.indexOf(own.reduce((a, b) => Math.max(a, b)));
    return k === outside ? -1 : k;
  });
}

/** Labels renamed by first appearance, −1 as it is: equal texts are equal partitions. */
export function partition(labels: readonly number[]): string {
  const names = new Map<number, number>();
  return labels
    .map((label) => {
      if (label < 0) return -1;
      if (!names.has(label)) names.set(label, names.size);
      return names.get(label);
    })
    .join(' ');
}

/** The adjusted Rand index of two lists of labels. */
export const agreement = adjustedRand;
