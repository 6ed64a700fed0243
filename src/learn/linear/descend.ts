import type { Progress } from '../../core/index.js';
import { centreIntercepts, type Direction, type Step } from './direction.js';
import { gradientOf, penaltyOf, type Problem } from './problem.js';
import { timesParams } from './products.js';
import type { Pace } from '../pace.js';

export interface DescentRun {
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly progress: Progress | undefined;
}

interface Spot {
  readonly margins: Float64Array;
  readonly value: number;
}

/** Steps along the directions until the largest proposed move of a parameter is within the tolerance. Changes `params` in place. */
export async function descend(problem: Problem, direction: Direction, params: Float64Array, run: DescentRun): Promise<void> {
  const { blocks, loss } = problem;
  const means = new Float64Array(blocks.design.rows * loss.outputs);
  let spot = spotAt(problem, params);
  for (let n = 0; n < run.maxIterations; n++) {
    run.progress?.('fitting coefficients', n, run.maxIterations);
    run.signal.throwIfAborted();
    loss.means(spot.margins, means);
    const next = await direction({ params, means, gradient: gradientOf(problem, means, params) });
    centreIntercepts(next.step, loss.outputs);
    await run.pace(means.length * (blocks.design.numbers.length + 8));
    const taken = take(problem, params, spot, next);
    if (taken === undefined) return;
    spot = taken;
    if (next.step.every((move) => Math.abs(move) <= run.tolerance)) return;
  }
}

function spotAt(problem: Problem, params: Float64Array): Spot {
  const margins = new Float64Array(problem.blocks.design.rows * problem.loss.outputs);
  timesParams(problem.blocks, params, problem.loss.outputs, margins);
  return { margins, value: problem.loss.value(margins, problem.y, problem.weights) + penaltyOf(problem, params) };
}

const MOST_HALVINGS = 40;
/** A step is long enough when the objective falls by this share of what its slope promises (Armijo). */
const KEPT_PROMISE = 1e-4;
/** Share of the objective that is rounding. */
const NOISE = 1e-13;

/** Moves `params` along the step, halved until the objective falls; `undefined` when it cannot fall any more. */
function take(problem: Problem, params: Float64Array, from: Spot, { step, slope }: Step): Spot | undefined {
  if (!(slope < 0)) return undefined;
  const way = new Float64Array(from.margins.length);
  timesParams(problem.blocks, step, problem.loss.outputs, way);
  const margins = new Float64Array(way.length);
  const target = params.slice();
  for (let n = 0, length = 1; n < MOST_HALVINGS; n++, length /= 2) {
    for (let i = 0; i < margins.length; i++) margins[i] = from.margins[i] + length * way[i];
    for (let p = 0; p < params.length; p++) target[p] = params[p] + length * step[p];
    const value = problem.loss.value(margins, problem.y, problem.weights) + penaltyOf(problem, target);
    if (value <= from.value + KEPT_PROMISE * length * slope + NOISE * Math.abs(from.value)) {
      params.set(target);
      return { margins, value };
    }
  }
  return undefined;
}
