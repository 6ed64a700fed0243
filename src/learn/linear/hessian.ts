import { gram } from './gram.js';
import type { Pace } from '../pace.js';
import type { Problem } from './problem.js';

/**
 * Second derivatives of loss and ridge penalty: the lower triangle of a square matrix over all parameters. Symmetric in two outputs, so
 * one gram matrix serves both of their blocks.
 */
export async function hessianOf(problem: Problem, means: Float64Array, pace: Pace): Promise<Float64Array> {
  const { blocks, loss, weights, l2 } = problem;
  const { outputs } = loss;
  const { width, rows } = blocks.design;
  const size = width * outputs;
  const curvature = new Float64Array(rows);
  const out = outputs === 1 ? undefined : new Float64Array(size * size);
  for (let a = 0; a < outputs; a++) {
    for (let b = 0; b <= a; b++) {
      loss.curvature(means, weights, a, b, curvature);
      const part = await gram(blocks, curvature, pace);
      if (out === undefined) return withRidge(part, size, 1, l2);
      spread(part, width, outputs, a, b, out);
    }
  }
  return withRidge(out!, size, outputs, l2);
}

function spread(part: Float64Array, width: number, outputs: number, a: number, b: number, out: Float64Array): void {
  const size = width * outputs;
  for (let j = 0; j < width; j++) {
    for (let l = 0; l <= j; l++) {
      const value = part[j * width + l];
      out[(j * outputs + a) * size + l * outputs + b] = value;
      if (l < j) out[(j * outputs + b) * size + l * outputs + a] = value;
    }
  }
}

function withRidge(matrix: Float64Array, size: number, outputs: number, l2: number): Float64Array {
  for (let p = outputs; p < size; p++) matrix[p * size + p] += l2;
  return matrix;
}
