import { classTotals } from '../priors.js';

/**
 * One weight per row. `balanced` multiplies by all / (classes × the class's total): scikit-learn's `class_weight='balanced'`, with
 * weighted totals and counting the classes that occur.
 */
export function rowWeights(y: Float64Array, given: Float64Array | undefined, balanced: boolean, classes: number): Float64Array {
  const weights = given === undefined ? new Float64Array(y.length).fill(1) : given.slice();
  if (!balanced) return weights;
  const totals = classTotals(y, given, classes);
  const all = totals.reduce((sum, total) => sum + total, 0);
  const occurring = totals.filter((total) => total > 0).length;
  for (let i = 0; i < weights.length; i++) weights[i] *= all / (occurring * totals[y[i]]);
  return weights;
}
