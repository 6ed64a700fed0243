import { logit, neverSure } from '../../core/index.js';
import type { KnnModel } from './model.js';
import type { Found } from '../neighbours/search.js';

const LEAST = 2 ** -52;

/**
 * Writes the margins of a vote: the mean of the neighbours' values, or log-odds or logarithms of the classes' shares. Shares of 0 and 1
 * become 2⁻⁵² and 1 − 2⁻⁵², which only happens without smoothing. `weights` is scratch with one entry per neighbour.
 */
export function voteInto(model: KnnModel, found: Found, weights: Float64Array, out: Float64Array, at: number): void {
  weigh(model, found, weights);
  const { neighbours, smoothing, prior, outputs } = model;
  if (model.isRegression) {
    out[at] = 0;
    for (let n = 0; n < neighbours; n++) out[at] += weights[n] * model.y[found.point[n]];
    return;
  }
  const all = neighbours + smoothing;
  if (outputs === 1) {
    let share = 0;
    for (let n = 0; n < neighbours; n++) if (model.y[found.point[n]] === 1) share += weights[n];
    out[at] = logit(neverSure((neighbours * share + smoothing * prior[1]) / all));
    return;
  }
  for (let k = 0; k < outputs; k++) out[at + k] = 0;
  for (let n = 0; n < neighbours; n++) out[at + model.y[found.point[n]]] += weights[n];
  for (let k = 0; k < outputs; k++) out[at + k] = Math.log(Math.max(LEAST, (neighbours * out[at + k] + smoothing * prior[k]) / all));
}

/** Each neighbour's share of the vote (by rank or by distance: Dudani 1976); they add up to 1. */
function weigh({ votes, metric, weight, neighbours }: KnnModel, { point, distance }: Found, weights: Float64Array): void {
  const isSquared = metric === 'euclidean';
  const nearest = isSquared ? Math.sqrt(distance[0]) : distance[0];
  let total = 0;
  for (let n = 0; n < neighbours; n++) {
    const far = isSquared ? Math.sqrt(distance[n]) : distance[n];
    const vote = votes === 'rank' ? neighbours - n : votes === 'uniform' || far === nearest ? 1 : nearest / far;
    weights[n] = vote * weight[point[n]];
    total += weights[n];
  }
  for (let n = 0; n < neighbours; n++) weights[n] /= total;
}
