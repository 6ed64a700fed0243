import { random } from '../../core/index.js';
import type { Points } from '../kmeans/points.js';
import { searchOver, settle } from '../kmeans/search.js';
import { spreadCentres } from '../kmeans/start.js';
import type { Pace } from '../pace.js';
import { expect } from './expect.js';
import { maximise, type Belonging } from './maximise.js';
import type { Mixture } from './mixture.js';
import type { GmmParams } from './params.js';

/** A mixture and how likely it makes the rows. */
export interface Fitted {
  readonly mixture: Mixture;
  /** Mean log-likelihood of a row, by weight. */
  readonly likelihood: number;
}

const KMEANS_ROUNDS = 100;

/** The likeliest mixture of several searches; of equals the first. Throws `MW_LEARN_SEGMENTS` where there are fewer different rows than segments. */
export async function likeliest(
  points: Points,
  segments: number,
  params: GmmParams,
  seed: number,
  pace: Pace,
  tell: (start: number) => void,
): Promise<Fitted> {
  const search = searchOver(points, segments);
  let best: Fitted | undefined;
  for (let s = 0; s < params.starts; s++) {
    const centres = await spreadCentres(search, random(seed, 'gmm', segments, s), pace);
    const { nearest } = await settle(search, centres, KMEANS_ROUNDS, pace);
    const share = new Float64Array(points.rows * segments);
    nearest.forEach((k, i) => (share[i * segments + k] = 1));
    const found = await climb({ ...points, segments, share }, params, pace);
    if (!best || found.likelihood > best.likelihood) best = found;
    tell(s + 1);
  }
  return best!;
}

/** Expectation and maximisation in turn (Dempster, Laird & Rubin, 1977) until a round brings too little. `rows.share` is where it begins, and is changed. */
export async function climb(
  rows: Belonging,
  { covariance, regularise, rounds, tolerance }: Pick<GmmParams, 'covariance' | 'regularise' | 'rounds' | 'tolerance'>,
  pace: Pace,
): Promise<Fitted> {
  let likelihood = -Infinity;
  let mixture = await maximise(rows, covariance, regularise, pace);
  for (let round = 0; round < rounds; round++) {
    const now = await expect(rows, mixture, pace);
    const gained = now - likelihood;
    likelihood = now;
    if (Math.abs(gained) < tolerance || gained === 0) break;
    if (round < rounds - 1) mixture = await maximise(rows, covariance, regularise, pace);
  }
  return { mixture, likelihood };
}

/** The Bayesian information criterion (G. Schwarz, 1978) of a mixture for rows of so much weight: less is better. */
export function bicOf({ mixture, likelihood }: Fitted, weight: number): number {
  const { dims, share, covariance } = mixture;
  const own = dims + (covariance === 'full' ? (dims * (dims + 1)) / 2 : dims);
  return share.length * own * Math.log(weight) + (share.length - 1) * Math.log(weight) - 2 * weight * likelihood;
}
