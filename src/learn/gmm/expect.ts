import { logSumExp } from '../../core/index.js';
import type { Pace } from '../pace.js';
import { distanceFrom, halfLogDeterminant, type Mixture } from './mixture.js';
import type { Belonging } from './maximise.js';

/** Writes how much each row belongs to each segment; gives the mean log-likelihood of a row, by weight. */
export async function expect({ rows, dims, at, weights, segments, share }: Belonging, mixture: Mixture, pace: Pace): Promise<number> {
  const [off, round] = [new Float64Array(dims), new Float64Array(dims)];
  const constant = Array.from(mixture.share, (s, k) => Math.log(s) + halfLogDeterminant(mixture, k) - (dims / 2) * Math.log(2 * Math.PI));
  const work = segments * (mixture.covariance === 'full' ? (dims * dims) / 2 : dims);
  let [sum, total] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const own = i * segments;
    for (let k = 0; k < segments; k++) share[own + k] = constant[k] - distanceFrom(mixture, k, at, i * dims, off, round) / 2;
    const likelihood = logSumExp(share, own, segments);
    for (let k = 0; k < segments; k++) share[own + k] = Math.exp(share[own + k] - likelihood);
    const weight = weights ? weights[i] : 1;
    sum += weight * likelihood;
    total += weight;
    await pace(work);
  }
  return sum / total;
}
