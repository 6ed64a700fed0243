import { expect, it } from 'vitest';
import { weightedQuantile } from './weighted-quantile.js';

const values = Float64Array.of(40, 10, 30, 20);

it('is linear between neighbours: numpy.quantile([10, 20, 30, 40], q)', () => {
  expect([0, 0.25, 0.5, 0.9, 1].map((q) => weightedQuantile(values, undefined, q))).toEqual([10, 17.5, 25, expect.closeTo(37, 12), 40]);
  expect(weightedQuantile(Float64Array.of(7), undefined, 0.3)).toBe(7);
  expect(weightedQuantile(new Float64Array(0), undefined, 0.3)).toBe(0);
});

it('takes the first value with enough weight at or below it', () => {
  const weights = Float64Array.of(1, 5, 1, 1);
  expect([0.1, 0.625, 0.63, 0.76, 1].map((q) => weightedQuantile(values, weights, q))).toEqual([10, 10, 20, 30, 40]);
});
