import { canonicalJson, random, type Json } from '../../../core/index.js';
import { valueAt } from '../../dimension.js';
import { rankedFirst } from '../../rank.js';
import type { Asked, Observed, Sampler } from '../../sampler.js';
import { pointBy, type Point, type Space } from '../../space.js';
import { sobolPoint, sobolPoints } from '../sobol/index.js';
import { coordsOf, type Coords } from './coords.js';
import { logImprovement } from './improvement.js';
import { minimise, type Smooth } from './minimise.js';
import { processOf, scalesOf, type Process } from './process.js';
import { targetsOf } from './targets.js';

/** Trials before the first model. */
const STARTUP = 10;
/** Most trials that the process is conditioned on, and that its lengths are fitted on. */
const MOST_TRIALS = 128;
const FIT_ON = 64;
/** Once there are as many trials as lengths are fitted on, they are fitted anew after so many more. */
const FIT_EVERY = 16;
/** Places that are looked at: all over the space, and around the best trials. */
const ANYWHERE = 256;
const NEAR_BEST = 64;
const BEST = 4;
/** The most promising ones are improved by so many steps uphill. */
const CLIMBS = 4;
const STEPS = 20;

/**
 * Bayesian optimisation (Jones et al., 1998) by a Gaussian process: tries the point with the largest expected improvement. The strongest sampler
 * for few trials and up to some twenty settings. Trials that are running count at their expected loss. Cost: trials³ up to 128 trials, the best
 * and the latest of all.
 */
export const gp: Sampler = {
  name: 'gp',
  summary: 'Models the loss by a Gaussian process; gets most out of few, costly trials.',
  objectives: 1,
  begin: (space, seed) => {
    const coords = coordsOf(space);
    const scales = rememberedScales(coords);
    return (asked) => (asked.seen.length < STARTUP ? sobolPoint(space, seed, asked.number) : modelled(space, seed, coords, scales, asked));
  },
};

type Scales = (seen: readonly Observed[]) => Float64Array;

/** Lengths, amplitude and noise by the trials of before; the last ones are remembered with what they followed from. */
function rememberedScales({ of, isChoice }: Coords): Scales {
  let last = '';
  let scales: Float64Array = new Float64Array(0);
  return (seen) => {
    const before = seen.length < FIT_ON ? seen : seen.slice(0, seen.length - (seen.length % FIT_EVERY));
    const sum = before.reduce((total, { losses }) => total + (losses?.[0] ?? 0), 0);
    const from = `${before.length} ${sum} ${JSON.stringify(before.at(-1)?.point)}`;
    if (from === last) return scales;
    const kept = notable(before, rankedFirst(before, MOST_TRIALS));
    last = from;
    scales = scalesOf(
      kept.map(({ point }) => of(point)),
      targetsOf(kept),
      isChoice,
      FIT_ON,
    );
    return scales;
  };
}

/** The best and the latest trials: those best of `order`. */
function notable(seen: readonly Observed[], order: readonly Observed[]): readonly Observed[] {
  if (seen.length <= MOST_TRIALS) return seen;
  const late = seen.slice(-MOST_TRIALS / 2);
  const isLate = new Set(late);
  const best: Observed[] = [];
  for (let i = 0; best.length < MOST_TRIALS / 2; i++) if (!isLate.has(order[i])) best.push(order[i]);
  return [...best, ...late];
}

function modelled(space: Space, seed: number, coords: Coords, scales: Scales, { number, seen, pending }: Asked): Point {
  const order = rankedFirst(seen, MOST_TRIALS);
  const kept = notable(seen, order);
  const points = kept.map(({ point }) => coords.of(point));
  const losses = targetsOf(kept);
  const theta = scales(seen);
  const running = pending.map((point) => coords.of(point));
  const process = processOf([...points, ...running], losses, coords.isChoice, theta);
  const least = losses.reduce((a, b) => Math.min(a, b));
  const draw = random(seed, 'gp', number);
  const anywhere = sobolPoints(space, draw.fork('shift').int(2 ** 31));
  const starts = [
    ...Array.from({ length: ANYWHERE }, (_, i) => coords.of(anywhere(i))),
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
  const choices = [...climbed, ...worth.slice(0, CLIMBS * 4).map(({ x }) => pointAt(space, coords, x))];
  const fresh = untried(choices, seen, pending, coords);
  const scored = (fresh.length ? fresh : choices).map((point) => ({ point, gain: gainAt(process, coords.of(point), least) }));
  return scored.reduce((a, b) => (b.gain > a.gain ? b : a)).point;
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

/** The points that are not among the tried ones, which may be many: those with another first value are told apart at once. */
function untried(points: readonly Point[], seen: readonly Observed[], pending: readonly Point[], coords: Coords): readonly Point[] {
  const [first] = coords.names;
  const key = ({ [first]: value }: Point): Json => (typeof value === 'object' ? JSON.stringify(value) : value);
  const firsts = new Set(points.map(key));
  const tried = [...seen.filter(({ point }) => firsts.has(key(point))).map(({ point }) => point), ...pending];
  const known = new Set(tried.map(canonicalJson));
  return points.filter((point) => !known.has(canonicalJson(point)));
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
