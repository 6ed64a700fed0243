import { random, type Json } from '../../../core/index.js';
import { valueAt } from '../../dimension.js';
import { ranked } from '../../rank.js';
import type { Asked, Sampler } from '../../sampler.js';
import { pointBy, type Point, type Space } from '../../space.js';
import { sobolPoint } from '../sobol/index.js';
import { coordsOf, type Coords } from './coords.js';
import { logImprovement } from './improvement.js';
import { minimise, type Smooth } from './minimise.js';
import { processOf, type Process } from './process.js';
import { targetsOf } from './targets.js';

/** Trials before the first model. */
const STARTUP = 10;
/** Most trials that the process is conditioned on, and that its lengths are fitted on. */
const MOST_TRIALS = 256;
const FIT_ON = 64;
/** Places that are looked at: all over the space, and around the best trials. */
const ANYWHERE = 256;
const NEAR_BEST = 64;
const BEST = 4;
/** The most promising ones are improved by so many steps uphill. */
const CLIMBS = 4;
const STEPS = 20;

/**
 * Bayesian optimisation (Jones et al., 1998) by a Gaussian process: tries the point with the largest expected improvement. The strongest sampler
 * for few trials and up to some twenty settings. Trials that are running count at their expected loss. Cost: trials³ up to 256 trials, the best
 * and the latest of all.
 */
export const gp: Sampler = {
  name: 'gp',
  summary: 'Models the loss by a Gaussian process; gets most out of few, costly trials.',
  objectives: 1,
  begin: (space, seed) => (asked) => (asked.seen.length < STARTUP ? sobolPoint(space, seed, asked.number) : modelled(space, seed, asked)),
};

function modelled(space: Space, seed: number, { number, seen, pending }: Asked): Point {
  const coords = coordsOf(space);
  const order = ranked(seen);
  const best = order.slice(0, MOST_TRIALS / 2);
  const kept = order.length <= MOST_TRIALS ? seen : [...new Set([...best, ...seen.slice(-MOST_TRIALS / 2)])];
  const points = kept.map(({ point }) => coords.of(point));
  const losses = targetsOf(kept);
  const known = processOf(points, losses, coords.isChoice, FIT_ON);
  const process =
    pending.length === 0
      ? known
      : withPending(
          known,
          points,
          losses,
          pending.map((point) => coords.of(point)),
          coords,
        );
  const least = losses.reduce((a, b) => Math.min(a, b));
  const draw = random(seed, 'gp', number);
  const starts = [
    ...Array.from({ length: ANYWHERE }, (_, i) => coords.of(sobolPoint(space, draw.fork('shift').int(2 ** 31), i))),
    ...Array.from({ length: NEAR_BEST }, (_, i) =>
      nearby(space, coords, coords.of(order[i % Math.min(BEST, order.length)].point), i, draw.normal, draw.uniform),
    ),
  ];
  const worth = starts.map((x) => ({ x, gain: gainAt(process, x, least) })).toSorted((a, b) => b.gain - a.gain);
  const near = new Set(starts.slice(ANYWHERE));
  const begins = [true, false].flatMap((isNear) => worth.filter(({ x }) => near.has(x) === isNear).slice(0, CLIMBS));
  const climbed = begins.map(({ x }) => {
    const top = x.slice();
    minimise(uphill(process, least), top, 0, 1, STEPS);
    return pointAt(space, coords, top);
  });
  const keyOf = (point: Point): string => coords.of(point).join();
  const tried = new Set([...seen.map(({ point }) => point), ...pending].map(keyOf));
  const choices = [...climbed, ...worth.slice(0, CLIMBS * 4).map(({ x }) => pointAt(space, coords, x))];
  const fresh = choices.filter((point) => !tried.has(keyOf(point)));
  const scored = (fresh.length ? fresh : choices).map((point) => ({ point, gain: gainAt(process, coords.of(point), least) }));
  return scored.reduce((a, b) => (b.gain > a.gain ? b : a)).point;
}

/** Conditions on running trials as if they had given what the process expects of them. */
function withPending(
  known: Process,
  points: readonly Float64Array[],
  losses: Float64Array,
  pending: readonly Float64Array[],
  coords: Coords,
): Process {
  const expected = pending.map((x) => known.at(x).mean);
  return processOf([...points, ...pending], Float64Array.from([...losses, ...expected]), coords.isChoice, FIT_ON);
}

function gainAt(process: Process, x: Float64Array, least: number): number {
  const { mean, variance } = process.at(x);
  const deviation = Math.sqrt(variance);
  return logImprovement((least - mean) / deviation).value + Math.log(deviation);
}

/** The negative logarithm of the expected improvement, with its slopes along numbers; choices stay. */
function uphill(process: Process, least: number): Smooth {
  let [meanSlope, varianceSlope] = [new Float64Array(0), new Float64Array(0)];
  return (x, gradient) => {
    if (meanSlope.length !== x.length) [meanSlope, varianceSlope] = [new Float64Array(x.length), new Float64Array(x.length)];
    const { mean, variance } = process.at(x, meanSlope, varianceSlope);
    const deviation = Math.sqrt(variance);
    const z = (least - mean) / deviation;
    const { value, slope } = logImprovement(z);
    for (let d = 0; d < x.length; d++) {
      const widening = varianceSlope[d] / (2 * deviation);
      gradient[d] = -(slope * (-meanSlope[d] - z * widening) + widening) / deviation;
      if (!Number.isFinite(gradient[d])) gradient[d] = 0;
    }
    return -(value + Math.log(deviation));
  };
}

/** A step away from a good point, of a size that falls from a tenth of the range to a thousandth; a choice changes now and then. */
function nearby(space: Space, coords: Coords, x: Float64Array, i: number, normal: () => number, uniform: () => number): Float64Array {
  const step = 0.1 * 10 ** (-2 * (i / NEAR_BEST));
  return x.map((at, d) => {
    const dimension = space[coords.names[d]];
    if (dimension.type === 'choice') return uniform() < 0.2 ? Math.floor(uniform() * dimension.choices.length) : at;
    return Math.min(1, Math.max(0, at + step * normal()));
  });
}

function pointAt(space: Space, coords: Coords, x: Float64Array): Point {
  return pointBy(space, (name, dimension): Json => {
    const at = x[coords.names.indexOf(name)];
    return dimension.type === 'choice' ? dimension.choices[Math.min(dimension.choices.length - 1, Math.round(at))] : valueAt(dimension, at);
  });
}
