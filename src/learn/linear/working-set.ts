import type { Position } from './direction.js';
import type { Problem } from './problem.js';

/**
 * The parameters worth moving under a lasso penalty or a bound: those that are not zero and those whose slope at zero beats the penalty;
 * at most `most`, the worst offenders first. Ascending, the intercept always among them.
 */
export function workingSet({ loss, l1, nonNegative }: Problem, { params, gradient }: Position, most: number): Int32Array {
  const { outputs } = loss;
  const width = params.length / outputs;
  const violation = new Float64Array(width);
  const chosen: number[] = [];
  for (let j = 1; j < width; j++) {
    let isMoved = false;
    for (let p = j * outputs; p < (j + 1) * outputs; p++) {
      violation[j] = Math.max(violation[j], violationOf(params[p], gradient[p], l1, nonNegative));
      isMoved ||= params[p] !== 0;
    }
    if (isMoved || violation[j] > 0) chosen.push(j);
  }
  const worst = chosen.length < most ? chosen : chosen.toSorted((a, b) => violation[b] - violation[a] || a - b).slice(0, most - 1);
  return Int32Array.from([0, ...worst]).toSorted();
}

/** How far the slope at a parameter is from what an optimum allows. */
export function violationOf(param: number, gradient: number, l1: number, nonNegative: boolean): number {
  if (param > 0) return Math.abs(gradient + l1);
  if (param < 0) return Math.abs(gradient - l1);
  return Math.max(0, nonNegative ? -gradient - l1 : Math.abs(gradient) - l1);
}
