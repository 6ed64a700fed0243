import type { Random } from '../../core/index.js';
import type { Pace } from '../pace.js';
import { solveDual } from './dual-descent.js';
import type { DualProblem } from './problem.js';
import type { RowSource } from './row-source.js';
import { solveSequential } from './sequential.js';

/** What a solver found for one problem. `values`: per training row for a kernel, per weight for a linear machine, whose bias is `values[0]`. */
export interface Solution {
  readonly values: Float64Array;
  readonly bias: number;
}

/** A way to train on some rows of the training set and to decide on others. */
export interface Machine {
  solve(problem: DualProblem, draw: Random): Promise<Solution>;
  /** Decision of a training row. */
  decide(solution: Solution, row: number): number;
}

/** The exact machine over all similarities of `rows` training rows. */
export function kernelMachine(kernels: Float32Array, rows: number, tolerance: number, pace: Pace): Machine {
  return {
    async solve(problem) {
      const { coefficients, bias } = await solveSequential(problem, kernels, rows, tolerance, pace);
      const values = new Float64Array(rows);
      problem.rows.forEach((row, i) => (values[row] = coefficients[i]));
      return { values, bias };
    },
    decide({ values, bias }, row) {
      let sum = bias;
      for (let i = 0, at = row * rows; i < rows; i++, at++) if (values[i] !== 0) sum += values[i] * kernels[at];
      return sum;
    },
  };
}

/** The linear machine over rows of features. */
export function linearMachine(x: RowSource, tolerance: number, pace: Pace): Machine {
  return {
    async solve(problem, draw) {
      const values = await solveDual(problem, x, tolerance, draw, pace);
      return { values, bias: values[0] };
    },
    decide: ({ values }, row) => x.times(row, values),
  };
}
