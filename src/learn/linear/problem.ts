import type { Blocks } from './blocks.js';
import type { Loss } from './loss.js';
import { timesRows } from './products.js';

/**
 * What is minimised: loss + l2 / 2 · Σ w² + l1 · Σ |w|, over the parameters of all columns. Intercepts, the first `outputs` parameters,
 * are free of penalty. Parameters are width × outputs.
 */
export interface Problem {
  readonly blocks: Blocks;
  readonly loss: Loss;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly l1: number;
  readonly l2: number;
  /** No coefficient may fall below zero. */
  readonly nonNegative: boolean;
}

/** The penalties' part of what is minimised. */
export function penaltyOf({ l1, l2, loss }: Problem, params: Float64Array): number {
  let [squares, sizes] = [0, 0];
  for (let p = loss.outputs; p < params.length; p++) {
    squares += params[p] * params[p];
    sizes += Math.abs(params[p]);
  }
  return (l2 / 2) * squares + l1 * sizes;
}

/** Gradient of loss and ridge penalty, without the lasso's, where the loss expects `means`. */
export function gradientOf({ blocks, loss, y, weights, l2 }: Problem, means: Float64Array, params: Float64Array): Float64Array {
  const perRow = new Float64Array(means.length);
  const gradient = new Float64Array(params.length);
  loss.residuals(means, y, weights, perRow);
  timesRows(blocks, perRow, loss.outputs, gradient);
  for (let p = loss.outputs; p < params.length; p++) gradient[p] += l2 * params[p];
  return gradient;
}
