import type { Booster, Phase, Precision, Scales, TravellingLoss } from '../../kernel/index.js';
import type { Leaf } from './leaf.js';
import { scalesOf, type Bounds } from './scales.js';

/** Margins that travel with the rows, and what bounds their gradients. */
export interface Traveller {
  readonly loss: TravellingLoss;
  readonly precision: Precision;
  readonly rows: number;
  bounds: Bounds;
  scales: Scales;
}

/** Writes the rows' states: margin and label, or residual. */
export function startTraveller(booster: Booster, loss: TravellingLoss, precision: Precision, y: Float64Array, base: number): Traveller {
  const { travel, states } = booster;
  const rows = y.length;
  for (let row = 0; row < rows; row++) {
    travel[2 * row] = loss === 'binary' && y[row] === 1 ? (row | 0x80000000) >>> 0 : row;
    states[2 * row + 1] = loss === 'binary' ? base : base - y[row];
  }
  const bounds = loss === 'binary' ? binaryBounds(y, base) : squaredBounds(states);
  return { loss, precision, rows, bounds, scales: scalesOf(precision, bounds, rows) };
}

function binaryBounds(y: Float64Array, base: number): Bounds {
  const p = 1 / (1 + Math.exp(-base));
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i];
  const gradientSum = 1.001 * (positives * (1 - p) + (y.length - positives) * p);
  return { gradientSum, largestGradient: 1, hessianSum: 1.001 * y.length * p * (1 - p), largestHessian: 0.25 };
}

function squaredBounds(states: Float32Array): Bounds {
  let [gradientSum, largestGradient] = [0, 0];
  for (let i = 1; i < states.length; i += 2) {
    const size = Math.abs(states[i]);
    gradientSum += size;
    if (size > largestGradient) largestGradient = size;
  }
  return { gradientSum, largestGradient, hessianSum: states.length / 2, largestHessian: 1 };
}

/** Moves the margins by the last tree's leaves, whose values stand in the booster, and sums the next root. */
export function advance(t: Traveller, booster: Booster, leaves: readonly Leaf[], count: number, seed: number): Phase {
  if (count > 0)
    t.bounds = t.loss === 'binary' ? nextBinary(t, booster.values, leaves, count) : nextSquared(t, booster.values, leaves, count);
  t.scales = scalesOf(t.precision, t.bounds, t.rows);
  return booster.advance(t.loss, Math.max(1, count), t.scales, seed);
}

/** Takes in what the kernels summed on the way: closer bounds than before. */
export function noteSums(t: Traveller, booster: Booster): void {
  const [sum, second] = booster.advanced();
  const gradientSum = (sum + t.rows) / t.scales.gradient;
  t.bounds =
    t.loss === 'binary'
      ? { ...t.bounds, gradientSum, hessianSum: (second + t.rows) / t.scales.hessian }
      : { ...t.bounds, gradientSum, largestGradient: (second + 1) / t.scales.gradient };
}

/** A margin that moves by v moves the gradient by at most |v| / 4, and the hessian by a factor of at most e^|v|. */
function nextBinary({ bounds, rows }: Traveller, values: Float64Array, leaves: readonly Leaf[], count: number): Bounds {
  const { moved, furthest } = movesOf(values, leaves, count);
  const gradientSum = Math.min(rows, bounds.gradientSum + 0.2501 * moved);
  return { ...bounds, gradientSum, hessianSum: Math.min(0.25 * rows, bounds.hessianSum * 1.001 * Math.exp(furthest)) };
}

function nextSquared({ bounds }: Traveller, values: Float64Array, leaves: readonly Leaf[], count: number): Bounds {
  const { moved, furthest } = movesOf(values, leaves, count);
  return {
    ...bounds,
    gradientSum: 1.001 * (bounds.gradientSum + moved),
    largestGradient: 1.001 * (bounds.largestGradient + furthest),
  };
}

function movesOf(values: Float64Array, leaves: readonly Leaf[], count: number): { moved: number; furthest: number } {
  let [moved, furthest] = [0, 0];
  for (let i = 0; i < count; i++) {
    moved += leaves[i].count * Math.abs(values[i]);
    furthest = Math.max(furthest, Math.abs(values[i]));
  }
  return { moved, furthest };
}
