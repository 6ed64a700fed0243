import { normalCdf, normalQuantile } from '../interval.js';

/**
 * How many standard errors a true effect must be for a two-sided test at `alpha` to find it with probability `power`: 2.8016 for 0.05 and 0.8.
 * Both tails count, so that power and sample size are each other's inverse. Newton's method from the one-tailed answer.
 */
export function noncentrality(alpha: number, power: number): number {
  const z = normalQuantile(1 - alpha / 2);
  let shift = Math.max(0, z + normalQuantile(power));
  for (let round = 0; round < 30; round++) {
    const slope = density(shift - z) - density(shift + z);
    const step = (twoTailed(shift, z) - power) / slope;
    shift = Math.max(shift / 4, shift - step);
    if (Math.abs(step) < 1e-13 * shift) break;
  }
  return shift;
}

/** The chance that a normal figure with unit spread about `shift` lies beyond ± `reach`. */
export const twoTailed = (shift: number, reach: number): number => normalCdf(shift - reach) + normalCdf(-shift - reach);

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
