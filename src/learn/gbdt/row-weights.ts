/**
 * The weights that the fit uses: the given ones, times the class's share when classes are balanced, scaled to mean 1 so that
 * only their ratios matter. `undefined` when all rows count the same.
 */
export function rowWeights(y: Float64Array, given: Float64Array | undefined, balancedClasses: number): Float64Array | undefined {
  if (given === undefined && balancedClasses === 0) return undefined;
  const weights = given === undefined ? new Float64Array(y.length).fill(1) : Float64Array.from(given);
  if (balancedClasses > 0) {
    const totals = new Float64Array(balancedClasses);
    weights.forEach((weight, i) => (totals[y[i]] += weight));
    for (let i = 0; i < weights.length; i++) weights[i] /= totals[y[i]];
  }
  let sum = 0;
  for (const weight of weights) sum += weight;
  const scale = weights.length / sum;
  for (let i = 0; i < weights.length; i++) weights[i] *= scale;
  return weights;
}
