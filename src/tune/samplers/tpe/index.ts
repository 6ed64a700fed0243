import { random } from '../../../core/index.js';
import { ranked } from '../../rank.js';
import type { Asked, Observed, Sampler } from '../../sampler.js';
import type { Point, Space } from '../../space.js';
import { sobolPoint } from '../sobol/index.js';
import { parzenOf } from './parzen.js';

/** Trials before the first model. */
const STARTUP = 10;
/** The best tenth of the trials are the good ones, at most so many. */
const GOOD_SHARE = 0.1;
const MOST_GOOD = 25;
/** Points that are drawn from the good ones' density, to take the best of. */
const CANDIDATES = 24;
/** Of more bad trials than these a part stands for all. */
const MOST_BAD = 1000;

/**
 * Tree-structured Parzen estimator (Bergstra et al., NIPS 2011), multivariate (Falkner et al., ICML 2018): draws from the density of the good
 * trials the point where it exceeds that of the others most. Trials that are still running count as bad ones, so that workers spread out.
 * Cost: trials × dimensions × 24, of at most a thousand trials.
 */
export const tpe: Sampler = {
  name: 'tpe',
  summary: 'Learns where good settings are dense; the sound choice for many settings and trials.',
  objectives: 1,
  begin: (space, seed) => (asked) => (asked.seen.length < STARTUP ? sobolPoint(space, seed, asked.number) : modelled(space, seed, asked)),
};

function modelled(space: Space, seed: number, { number, seen, pending }: Asked): Point {
  const order = ranked(seen);
  const good = order.slice(0, Math.min(MOST_GOOD, Math.ceil(GOOD_SHARE * order.length)));
  const bad = thinned(order.slice(good.length).toSorted(byNumber));
  const dense = parzenOf(
    space,
    good.map(pointOf),
    good.map(() => 1),
  );
  const sparse = parzenOf(
    space,
    [...bad.map(pointOf), ...pending],
    [...bad, ...pending].map(() => 1),
  );
  const draws = random(seed, 'tpe', number);
  let best: Point | undefined;
  let most = -Infinity;
  for (let i = 0; i < CANDIDATES; i++) {
    const point = dense.draw(draws);
    const gain = dense.logDensity(point) - sparse.logDensity(point);
    if (gain > most || best === undefined) [most, best] = [gain, point];
  }
  return best!;
}

const pointOf = ({ point }: Observed): Point => point;
const byNumber = (a: Observed, b: Observed): number => a.number - b.number;

function thinned(trials: readonly Observed[]): readonly Observed[] {
  if (trials.length <= MOST_BAD) return trials;
  return Array.from({ length: MOST_BAD }, (_, i) => trials[Math.floor((i * trials.length) / MOST_BAD)]);
}
