import { logSumExp, sigmoid, softplus } from '../core/index.js';
import type { Task } from './learner.js';

/** The loss of one row whose margins lie from `at`: −ln p of the truth, or half the squared error. */
export function rowLoss(task: Task, margins: Float64Array, at: number, outputs: number, y: number): number {
  if (task === 'binary') return softplus(margins[at]) - y * margins[at];
  if (task === 'multiclass') return logSumExp(margins, at, outputs) - margins[at + y];
  return (margins[at] - y) ** 2 / 2;
}

/** Puts the slope of `weight` × the loss by each margin in its place. */
export function rowSlopes(task: Task, margins: Float64Array, at: number, outputs: number, y: number, weight: number): void {
  if (task === 'multiclass') {
    const all = logSumExp(margins, at, outputs);
    for (let k = 0; k < outputs; k++) margins[at + k] = weight * (Math.exp(margins[at + k] - all) - (k === y ? 1 : 0));
  } else margins[at] = weight * ((task === 'binary' ? sigmoid(margins[at]) : margins[at]) - y);
}
