import { MISSING } from './bin-of.js';
import { LEAST_HESSIAN, newton, type StepSettings } from './step-number.js';
import type { Stepper } from './term.js';

/**
 * Steps of a category: every level is a leaf of its own, pulled to zero as `l2` rows of the mean hessian without any effect
 * would. Missing values are not pulled. All steps of a turn are taken at once.
 */
export function levelStepper(counts: Int32Array, { learningRate, stepsPerTurn, l2 }: StepSettings): Stepper {
  const rate = 1 - (1 - learningRate) ** stepsPerTurn;
  const rows = counts.reduce((sum, n) => sum + n, 0);
  return {
    step(sums, delta) {
      let all = 0;
      for (let b = 0; b < counts.length; b++) all += sums[2 * b + 1];
      const pull = LEAST_HESSIAN + (l2 * all) / rows;
      delta[MISSING] = rate * newton(sums[0], sums[1]);
      for (let b = 1; b < counts.length; b++) delta[b] = (rate * -sums[2 * b]) / (sums[2 * b + 1] + pull);
    },
  };
}
