import type { Found } from '../neighbours/search.js';
import type { LofModel } from './model.js';

/** What a density adds to a distance, so that copies of a row have one too. That of scikit-learn. */
const LEAST_DISTANCE = 1e-10;

/** The greatest density there is: that of a row among copies of itself. */
export const MOST_DENSITY = 1 / LEAST_DISTANCE;

/** The distance that a search gives, as it is: searches square the Euclidean one. */
export const distanceOf = (metric: LofModel['metric'], found: number): number => (metric === 'euclidean' ? Math.sqrt(found) : found);

/**
 * Local reachability density of a row with these neighbours: 1 / the mean of how far they are, each at least as far as its own neighbours reach
 * (definitions 5 and 6 of the paper).
 */
export function densityOf({ reach, weight, metric }: Pick<LofModel, 'reach' | 'weight' | 'metric'>, { point, distance }: Found): number {
  let [sum, total] = [0, 0];
  for (let n = 0; n < point.length; n++) {
    const p = point[n];
    sum += weight[p] * Math.max(distanceOf(metric, distance[n]), reach[p]);
    total += weight[p];
  }
  return 1 / (sum / total + LEAST_DISTANCE);
}

/** Local outlier factor of a row with these neighbours: their mean density in units of the row's own (definition 7). */
export function factorOf(model: LofModel, found: Found): number {
  const { weight, density } = model;
  let [sum, total] = [0, 0];
  for (let n = 0; n < found.point.length; n++) {
    const p = found.point[n];
    sum += weight[p] * density[p];
    total += weight[p];
  }
  return sum / total / densityOf(model, found);
}
