import { boundedGain, cappedGain, freeGain, isCapped, type LeafRule, type Sides } from '../gain.js';
import type { Plain } from './plain.js';

/** The search of one leaf. */
export interface Search {
  readonly p: Plain;
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
  readonly rowsPerHessian: number;
  /** A side needs this much. */
  readonly leastHessian: number;
  /** Gain of the unsplit leaf: what a split has to beat. */
  readonly shift: number;
  readonly rule: LeafRule;
  readonly bounded: boolean;
  /** Gain of the best split so far, that of the unsplit leaf included. */
  best: number;
  /** Index of the result's first double, and of the first word of its group. */
  readonly result: number;
  readonly group: number;
}

/** The sums of both sides, from those of the left one. */
export function sidesOf(search: Search, left: number, leftHessian: number): Sides {
  return { left, leftHessian, right: search.gradient - left, rightHessian: search.hessian - leftHessian };
}

/** Gain of two leaves under a rule. */
export function pairGain(search: Search, left: number, leftHessian: number, rule: LeafRule, direction: number): number {
  const sides = sidesOf(search, left, leftHessian);
  if (search.bounded) return boundedGain(sides, rule, direction);
  if (!isCapped(sides, rule)) return freeGain(sides, rule);
  return cappedGain(sides.left, sides.leftHessian, rule) + cappedGain(sides.right, sides.rightHessian, rule);
}

/** Writes down a better split: gain, column, bin, missing left, missing seen, left gradient, left hessian, group size. */
export function record(search: Search, gain: number, ...rest: readonly number[]): void {
  search.best = gain;
  search.p.f64.set([gain, ...rest], search.result);
}
