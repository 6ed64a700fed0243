import { classTotals, meanOf } from '../priors.js';

/** Weights so far below the mean would vanish in sums: they count as this. */
const LEAST = 1e-30;

/**
 * The weights that the fit uses: the given ones, divided by their class's total when classes are balanced (`balancedClasses` of
 * them, else 0), scaled to mean 1 so that only their ratios matter. `undefined` when all rows count the same.
 */
export function rowWeights(y: Float64Array, given: Float64Array | undefined, balancedClasses: number): Float64Array | undefined {
  if (given === undefined && balancedClasses === 0) return undefined;
  const weights = given === undefined ? new Float64Array(y.length).fill(1) : Float64Array.from(given);
  if (balancedClasses > 0) {
    const totals = classTotals(y, weights, balancedClasses);
    for (let i = 0; i < weights.length; i++) weights[i] /= totals[y[i]];
  }
  const mean = meanOf(weights, undefined);
  for (let i = 0; i < weights.length; i++) weights[i] = Math.max(LEAST, weights[i] / mean);
  return weights;
}
