import type { Json, Random } from '../../../core/index.js';
import { normalCdf } from '../../../evaluate/index.js';
import { cellOf, indexOfChoice, placeOf, valueAt, type ChoiceDimension, type NumberDimension } from '../../dimension.js';
import { pointBy, type Point, type Space } from '../../space.js';

/** A density over points: a mixture of one product of kernels per observed point, and one broad one that is never left out. */
export interface Parzen {
  /** The logarithm of the density at a point. */
  logDensity(point: Point): number;
  draw(draws: Random): Point;
}

/** No kernel is narrower than the range over this, or over the number of points where that is less. */
const NARROWEST = 100;

interface Kernels {
  /** The logarithm of each kernel at a value. */
  add(value: Json, into: Float64Array): void;
  draw(kernel: number, draws: Random): Json;
}

/**
 * The density of some points, each with a weight, beside a broad prior of weight 1. Where a point lacks a dimension its kernel is uniform
 * there.
 */
export function parzenOf(space: Space, points: readonly Point[], weights: readonly number[]): Parzen {
  const names = Object.keys(space);
  const kernels = new Map(
    names.map((name) => {
      const dimension = space[name];
      const values = points.map((point) => point[name]);
      return [name, dimension.type === 'choice' ? choiceKernels(dimension, values) : numberKernels(dimension, values)];
    }),
  );
  const total = weights.reduce((sum, w) => sum + w, 1);
  const shares = Float64Array.from([...weights, 1], (w) => w / total);
  const logs = new Float64Array(shares.length);
  return {
    logDensity: (point) => {
      for (let i = 0; i < shares.length; i++) logs[i] = Math.log(shares[i]);
      for (const [name, value] of Object.entries(point)) kernels.get(name)!.add(value, logs);
      return logSum(logs);
    },
    draw: (draws) => {
      const kernel = pick(shares, draws.uniform());
      return pointBy(space, (name) => kernels.get(name)!.draw(kernel, draws));
    },
  };
}

function logSum(logs: Float64Array): number {
  let most = -Infinity;
  for (const log of logs) if (log > most) most = log;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - most);
  return most + Math.log(sum);
}

function pick(shares: Float64Array, at: number): number {
  let left = at;
  for (let i = 0; i < shares.length - 1; i++) if ((left -= shares[i]) < 0) return i;
  return shares.length - 1;
}

/** Normal kernels cut off at the ends of the range; the last one is the prior, as wide as the range. Whole numbers get the mass of their cell. */
function numberKernels(dimension: NumberDimension, values: readonly (Json | undefined)[]): Kernels {
  const centre = Float64Array.from([...values, undefined], (value) => (value === undefined ? 0.5 : placeOf(dimension, value)));
  const isFlat = Uint8Array.from(centre, (_, i) => (i < values.length && values[i] === undefined ? 1 : 0));
  const spread = widthsOf(centre.subarray(0, values.length), isFlat);
  const inside = centre.map((c, i) => normalCdf((1 - c) / spread[i]) - normalCdf(-c / spread[i]));
  const logNorm = centre.map((_, i) => Math.log(inside[i] * spread[i] * Math.sqrt(2 * Math.PI)));
  return {
    add: (value, into) => {
      const at = placeOf(dimension, value);
      const [low, high] = cellOf(dimension, value as number);
      for (let i = 0; i < into.length; i++) {
        if (high > low) {
          const mass = isFlat[i]
            ? high - low
            : (normalCdf((high - centre[i]) / spread[i]) - normalCdf((low - centre[i]) / spread[i])) / inside[i];
          into[i] += Math.log(Math.max(mass, 1e-300));
        } else if (!isFlat[i]) {
          const z = (at - centre[i]) / spread[i];
          into[i] -= (z * z) / 2 + logNorm[i];
        }
      }
    },
    draw: (kernel, draws) => {
      if (isFlat[kernel]) return valueAt(dimension, draws.uniform());
      for (;;) {
        const at = centre[kernel] + spread[kernel] * draws.normal();
        if (at >= 0 && at <= 1) return valueAt(dimension, at);
      }
    },
  };
}

/**
 * A kernel is as wide as the way to the farther of its neighbours (Bergstra et al., 2011), or of the ends of the range where it is alone, but not
 * narrower than a share of the range that falls with the number of kernels. The last one, the prior, is as wide as the range.
 */
function widthsOf(centre: Float64Array, isFlat: Uint8Array): Float64Array {
  const order = [...centre.keys()].filter((i) => !isFlat[i]).toSorted((a, b) => centre[a] - centre[b]);
  const narrowest = 1 / Math.min(NARROWEST, centre.length + 2);
  const widths = new Float64Array(centre.length + 1).fill(1);
  order.forEach((i, at) => {
    const left = centre[i] - (at > 0 ? centre[order[at - 1]] : order.length > 1 ? centre[i] : 0);
    const right = (at < order.length - 1 ? centre[order[at + 1]] : order.length > 1 ? centre[i] : 1) - centre[i];
    widths[i] = Math.max(left, right, narrowest);
  });
  return widths;
}

/** A kernel prefers its own choice, the more the more points there are; the last one is the prior, which prefers none. */
function choiceKernels(dimension: ChoiceDimension, values: readonly (Json | undefined)[]): Kernels {
  const size = dimension.choices.length;
  const own = Int32Array.from([...values, undefined], (value) => (value === undefined ? -1 : indexOfChoice(dimension, value)));
  const other = 1 / (values.length + 1);
  const sum = 1 + size * other;
  return {
    add: (value, into) => {
      const at = indexOfChoice(dimension, value);
      for (let i = 0; i < into.length; i++) into[i] += Math.log(own[i] < 0 ? 1 / size : (other + (own[i] === at ? 1 : 0)) / sum);
    },
    draw: (kernel, draws) => {
      const at = draws.uniform() * sum;
      const isOwn = own[kernel] >= 0 && at < 1;
      return dimension.choices[isOwn ? own[kernel] : draws.int(size)];
    },
  };
}
