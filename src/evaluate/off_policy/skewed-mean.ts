import type { Interval } from '../interval.js';
import { momentsOf } from '../experiment/moments.js';
import { studentQuantile } from '../statistics/index.js';

/**
 * The interval around a value whose error is the mean of independent, skewed terms (their mean is 0, or nearly): at either end the farther one of Student's and of Hall's, which takes the
 * skewness out by a cubic transformation (P. Hall, J. R. Stat. Soc. B 54, 1992). Large rewards that are rare push the far end out, as they should: the mean of a sample
 * that has not met them yet lies too low. O(terms).
 */
export function skewedInterval(value: number, terms: Float64Array, level: number): Interval {
  const n = terms.length;
  const { variance, skew } = momentsOf(terms);
  if (!(variance > 0)) return { value, low: value, high: value };
  const deviation = Math.sqrt(variance);
  const q = studentQuantile((1 + level) / 2, n - 1) / Math.sqrt(n);
  return {
    value,
    low: value - deviation * Math.max(q, untransformed(q, skew, n)),
    high: value - deviation * Math.min(-q, untransformed(-q, skew, n)),
  };
}

/** The inverse of T + γ T² / 3 + γ² T³ / 27 + γ / 6n. */
function untransformed(y: number, skewness: number, n: number): number {
  if (Math.abs(skewness) < 1e-6) return y;
  return (3 / skewness) * (Math.cbrt(1 + skewness * (y - skewness / (6 * n))) - 1);
}
