import type { Random } from '../../core/index.js';
import { MISSING } from './bin-of.js';
import type { Stepper } from './term.js';

/** Hessians below this carry no information: such a bin or side does not move. */
export const LEAST_HESSIAN = 1e-4;

/** How far and how often to step. */
export interface StepSettings {
  readonly learningRate: number;
  readonly stepsPerTurn: number;
  readonly minRowsPerLeaf: number;
  readonly l2: number;
}

/** A Newton step's size before the learning rate; 0 where the hessian says nothing. */
export const newton = (gradient: number, hessian: number): number => (hessian < LEAST_HESSIAN ? 0 : -gradient / hessian);

/** Σ G² / H of the two sides of a cut. */
export const scoreOfSides = (g: number, h: number, g2: number, h2: number): number => (g * g * h2 + g2 * g2 * h) / (h * h2);

/**
 * Steps of a number column: each is a tree of one cut over the ordered bins, with missing values as a leaf of their own. Between
 * the steps of a turn the sums follow by their second-order expansion, so the rows are passed over once a turn.
 */
export function numberStepper(counts: Int32Array, settings: StepSettings, draw: Random): Stepper {
  const size = counts.length;
  const { learningRate, stepsPerTurn, minRowsPerLeaf } = settings;
  const below = new Int32Array(size + 1);
  for (let b = 1; b < size; b++) below[b + 1] = below[b] + counts[b];
  const first = firstFrom(below, minRowsPerLeaf);
  const last = lastUpTo(below, below[size] - minRowsPerLeaf);
  return {
    step(sums, delta, smooth) {
      delta.fill(0);
      for (let step = 0; step < stepsPerTurn; step++) {
        move(sums, delta, MISSING, MISSING + 1, learningRate * newton(sums[0], sums[1]));
        const cut = first > last ? -1 : smooth ? first + draw.int(last - first + 1) : bestCut(sums, first, last, size);
        if (cut < 0) continue;
        moveSide(sums, delta, 1, cut, learningRate);
        moveSide(sums, delta, cut, size, learningRate);
      }
    },
  };
}

/** The first cut with at least `rows` below it. */
function firstFrom(below: Int32Array, rows: number): number {
  const at = below.findIndex((n, b) => b >= 2 && n >= rows);
  return at < 0 ? below.length : at;
}

/** The last cut before the end with at most `rows` below it. */
function lastUpTo(below: Int32Array, rows: number): number {
  for (let b = below.length - 2; b >= 2; b--) if (below[b] <= rows) return b;
  return -1;
}

/** The cut from `first` to `last` with the largest Σ G² / H of its sides; -1 when none has hessians on both sides. */
function bestCut(sums: Float64Array, first: number, last: number, size: number): number {
  let [gradients, hessians] = [0, 0];
  for (let b = 1; b < size; b++) {
    gradients += sums[2 * b];
    hessians += sums[2 * b + 1];
  }
  let [g, h, best, cut] = [0, 0, 0, -1];
  for (let b = 1; b < last; b++) {
    g += sums[2 * b];
    h += sums[2 * b + 1];
    if (b + 1 < first) continue;
    const [g2, h2] = [gradients - g, hessians - h];
    if (h < LEAST_HESSIAN || h2 < LEAST_HESSIAN) continue;
    const gain = scoreOfSides(g, h, g2, h2);
    if (gain > best) {
      best = gain;
      cut = b + 1;
    }
  }
  return cut;
}

function moveSide(sums: Float64Array, delta: Float64Array, from: number, to: number, rate: number): void {
  let [g, h] = [0, 0];
  for (let b = from; b < to; b++) {
    g += sums[2 * b];
    h += sums[2 * b + 1];
  }
  move(sums, delta, from, to, rate * newton(g, h));
}

function move(sums: Float64Array, delta: Float64Array, from: number, to: number, by: number): void {
  for (let b = from; b < to; b++) {
    delta[b] += by;
    sums[2 * b] += sums[2 * b + 1] * by;
  }
}
