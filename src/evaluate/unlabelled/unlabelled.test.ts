import { describe, expect, it } from 'vitest';
import { adjustedRand, measureNamed, silhouettes } from './index.js';

describe('silhouettes', () => {
  it('by hand', () => {
    // row 0: a = 1, b = 10; row 1: a = 1, b = 9; the last is alone
    expect([...silhouettes(Float64Array.of(0, 1, 10), 1, [0, 0, 1])]).toEqual([9 / 10, 8 / 9, 0]);
  });
  it('is below 0 for a row in the wrong segment, and nothing for one segment', () => {
    expect(silhouettes(Float64Array.of(0, 10, 11, 12), 1, [0, 0, 1, 1])[1]).toBeLessThan(0);
    expect([...silhouettes(Float64Array.of(0, 1), 1, [3, 3])]).toEqual([NaN, NaN]);
  });
  it('rows of the same point', () => {
    expect([...silhouettes(Float64Array.of(2, 2, 2, 2), 1, [0, 0, 1, 1])]).toEqual([0, 0, 0, 0]);
  });
});

describe('adjustedRand', () => {
  it('is that of scikit-learn', () => {
    // sklearn.metrics.adjusted_rand_score, from its documentation
    expect(adjustedRand([0, 0, 1, 1], [1, 1, 0, 0])).toBe(1);
    expect(adjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.5714285714, 9);
    expect(adjustedRand([0, 0, 0, 0], [0, 1, 2, 3])).toBe(0);
    expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
    expect(adjustedRand([0, 0, 0], [5, 5, 5])).toBe(1);
  });
});

it('measures are known by task', () => {
  expect(measureNamed('silhouette', 'segment').better).toBe('higher');
  expect(() => measureNamed('silhouette', 'outlier')).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_METRIC_TASK' }));
  expect(() => measureNamed('silhouete', 'segment')).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_METRIC_UNKNOWN' }));
});
