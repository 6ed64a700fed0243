import { ascending } from '../ascending.js';

/**
 * The quantile `q` of values: linear between neighbours where all count the same (type 7 of Hyndman and Fan, "Sample quantiles in
 * statistical packages", 1996), else the least value with a share of `q` of the weight at or below it. 0 when there are none.
 */
export function weightedQuantile(values: Float64Array, weights: Float64Array | undefined, q: number): number {
  if (values.length === 0) return 0;
  if (weights === undefined) {
    const sorted = values.toSorted();
    const at = q * (sorted.length - 1);
    const low = Math.floor(at);
    const high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] * (1 - (at - low)) + sorted[high] * (at - low);
  }
  const order = ascending(values);
  const due = q * weights.reduce((a, b) => a + b, 0);
  let below = 0;
  for (const i of order) {
    below += weights[i];
    if (below >= due) return values[i];
  }
  return values[order[order.length - 1]];
}
