import { blocksOf } from './blocks.js';
import { coordinateDescent, type QuadraticModel } from './coordinate-descent.js';
import { restrict } from './design.js';
import { dot, type Direction, type Position, type Step } from './direction.js';
import { hessianOf } from './hessian.js';
import type { Pace } from '../pace.js';
import type { Problem } from './problem.js';
import { solveFace } from './solve-face.js';
import { workingSet } from './working-set.js';

/** Most parameters, times outputs, that one step moves. */
const MOST_MOVED = 1500;

/**
 * Steps for a lasso penalty or a bound at zero: the second-order model of the loss with the penalty as it is, solved by coordinate
 * descent over the parameters that may move (Lee, Sun, Saunders, "Proximal Newton-type methods", 2014).
 */
export function proximalNewton(problem: Problem, pace: Pace, tolerance: number): Direction {
  const { outputs } = problem.loss;
  return async (at) => {
    const moved = workingSet(problem, at, Math.max(2, Math.floor(MOST_MOVED / outputs)));
    const model = await modelOn(problem, at, moved, pace);
    const part = await coordinateDescent(model, tolerance / 100, pace, solveFace);
    const step = new Float64Array(at.params.length);
    part.forEach((move, i) => (step[moved[Math.floor(i / outputs)] * outputs + (i % outputs)] = move));
    return proximalStep(problem, at, step);
  };
}

async function modelOn(problem: Problem, { params, means, gradient }: Position, moved: Int32Array, pace: Pace): Promise<QuadraticModel> {
  const { blocks, loss, l1, nonNegative } = problem;
  const { outputs } = loss;
  const isWhole = moved.length === blocks.design.width;
  const part = isWhole ? problem : { ...problem, blocks: blocksOf(restrict(blocks.design, moved)) };
  const take = (from: Float64Array) =>
    Float64Array.from({ length: moved.length * outputs }, (_, i) => from[moved[Math.floor(i / outputs)] * outputs + (i % outputs)]);
  const hessian = mirrored(await hessianOf(part, means, pace), moved.length * outputs);
  return { hessian, gradient: take(gradient), params: take(params), free: outputs, l1, nonNegative };
}

function mirrored(lower: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) lower[j * size + i] = lower[i * size + j];
  return lower;
}

function proximalStep({ loss, l1 }: Problem, { params, gradient }: Position, step: Float64Array): Step {
  let sizes = 0;
  for (let p = loss.outputs; p < step.length; p++) sizes += Math.abs(params[p] + step[p]) - Math.abs(params[p]);
  return { step, slope: dot(step, gradient) + l1 * sizes };
}
