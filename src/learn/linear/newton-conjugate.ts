import type { Blocks } from './blocks.js';
import { dot, smoothStep, type Direction } from './direction.js';
import type { Pace } from '../pace.js';
import type { Problem } from './problem.js';
import { timesParams, timesRows } from './products.js';

const MOST_STEPS = 1000;
/** Inner solves end at this share of the first residual at most, so that the outer steps converge faster than linearly. */
const LOOSEST = 0.05;
const TIGHTEST = 1e-9;
/** Residuals below this share of the very first one are rounding. */
const NOISE = 1e-14;

/**
 * Newton steps by preconditioned conjugate gradients: the matrix of second derivatives is only ever multiplied with, so width costs
 * memory of its own size alone (Nocedal & Wright, "Numerical Optimization", algorithm 7.1).
 */
export function conjugateNewton(problem: Problem, pace: Pace): Direction {
  let first: number | undefined;
  return async ({ means, gradient }) => {
    const size = Math.sqrt(dot(gradient, gradient));
    first ??= size;
    const loose = problem.loss.quadratic ? TIGHTEST : Math.max(TIGHTEST, Math.min(LOOSEST, size / first));
    const step = await conjugateGradients(problem, means, gradient, Math.max(loose * size, NOISE * first), pace);
    return smoothStep(step, gradient);
  };
}

async function conjugateGradients(
  problem: Problem,
  means: Float64Array,
  gradient: Float64Array,
  enough: number,
  pace: Pace,
): Promise<Float64Array> {
  const diagonal = diagonalOf(problem, means);
  const work =
    2 *
    problem.loss.outputs *
    problem.blocks.design.rows *
    (problem.blocks.design.numbers.length + problem.blocks.design.switches.length + 4);
  const x = new Float64Array(gradient.length);
  const residual = gradient.map((g) => -g);
  const near = residual.map((r, p) => r / diagonal[p]);
  const way = near.slice();
  const bent = new Float64Array(gradient.length);
  const perRow = new Float64Array(means.length);
  let energy = dot(residual, near);
  for (let n = 0; n < MOST_STEPS && dot(residual, residual) > enough * enough; n++) {
    await pace(work);
    multiply(problem, means, way, perRow, bent);
    const bend = dot(way, bent);
    if (!(bend > 0)) break;
    const length = energy / bend;
    for (let p = 0; p < x.length; p++) {
      x[p] += length * way[p];
      residual[p] -= length * bent[p];
      near[p] = residual[p] / diagonal[p];
    }
    const next = dot(residual, near);
    for (let p = 0; p < x.length; p++) way[p] = near[p] + (next / energy) * way[p];
    energy = next;
  }
  return x;
}

/** Second derivatives × `way`, into `out`. */
function multiply(
  { blocks, loss, weights, l2 }: Problem,
  means: Float64Array,
  way: Float64Array,
  perRow: Float64Array,
  out: Float64Array,
): void {
  timesParams(blocks, way, loss.outputs, perRow);
  loss.bend(means, weights, perRow);
  timesRows(blocks, perRow, loss.outputs, out);
  for (let p = loss.outputs; p < out.length; p++) out[p] += l2 * way[p];
}

/** Diagonal of the second derivatives, kept away from zero. */
function diagonalOf({ blocks, loss, weights, l2 }: Problem, means: Float64Array): Float64Array {
  const { outputs } = loss;
  const out = new Float64Array(blocks.design.width * outputs);
  const curvature = new Float64Array(weights.length);
  for (let k = 0; k < outputs; k++) {
    loss.curvature(means, weights, k, k, curvature);
    addSquares(blocks, curvature, k, outputs, out);
  }
  for (let p = 0; p < out.length; p++) out[p] = Math.max(1e-10, out[p] + (p < outputs ? 0 : l2));
  return out;
}

function addSquares(blocks: Blocks, curvature: Float64Array, k: number, outputs: number, out: Float64Array): void {
  const { numbers, switches } = blocks.design;
  for (let b = 0; b < blocks.count; b++) {
    const block = blocks.at(b);
    for (let i = 0; i < block.rows; i++) {
      const h = curvature[block.from + i];
      out[k] += h;
      for (let j = 0, at = i * numbers.length; j < numbers.length; j++, at++) out[(1 + j) * outputs + k] += h * block.numbers[at] ** 2;
      for (let s = 0, at = i * switches.length; s < switches.length; s++, at++)
        if (block.active[at] >= 0) out[block.active[at] * outputs + k] += h;
    }
  }
}
