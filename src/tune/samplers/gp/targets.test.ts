import { describe, expect, it } from 'vitest';
import { targetsOf } from './targets.js';

const seen = (losses: readonly (number | null)[]) =>
  losses.map((loss, number) => ({ number, point: {}, losses: loss === null ? null : [loss] }));

describe('losses for a Gaussian process', () => {
  it('have mean 0 and deviation 1; up to the median they keep their distances, beyond it those of their logarithms', () => {
    // Median 3, 2 above the best: −1, −½, 0, ln 2, ln(1 + 997 / 2).
    const by = [-1, -0.5, 0, Math.log(2), Math.log1p(997 / 2)];
    const mean = by.reduce((a, b) => a + b, 0) / 5;
    const deviation = Math.sqrt(by.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 5);
    targetsOf(seen([1, 2, 3, 5, 1000])).forEach((value, i) => expect(value).toBeCloseTo((by[i] - mean) / deviation, 12));
  });

  it('a failed trial is as bad as the worst', () => {
    const [, , worst, failed] = targetsOf(seen([1, 2, 9, null]));
    expect(failed).toBe(worst);
  });

  it('equal losses, and none, say nothing', () => {
    expect([...targetsOf(seen([4, 4, 4]))]).toEqual([0, 0, 0]);
    expect([...targetsOf(seen([null, null]))]).toEqual([0, 0]);
  });
});
