import { factorise, solveFactored } from '../../core/index.js';
import { smoothStep, type Direction } from './direction.js';
import { hessianOf } from './hessian.js';
import type { Pace } from '../pace.js';
import type { Problem } from './problem.js';

/** Newton steps by a Cholesky factor of the second derivatives. A quadratic loss is factorised once. */
export function directNewton(problem: Problem, pace: Pace): Direction {
  let factor: Float64Array | undefined;
  return async ({ means, gradient }) => {
    if (factor === undefined || !problem.loss.quadratic) {
      factor = await hessianOf(problem, means, pace);
      factorise(factor, gradient.length);
      await pace(gradient.length ** 3 / 6);
    }
    return smoothStep(
      solveFactored(factor, gradient).map((v) => -v),
      gradient,
    );
  };
}
