import { logSumExp, softmaxInto } from '../../core/index.js';
import { classShares, classTotals } from '../priors.js';
import type { Objective } from './objective.js';
import { weightedMean } from './weighted-mean.js';

/**
 * Log-loss of softmax over k scores: gradient p − [y = class], hessian k / (k − 1) · p (1 − p), the diagonal scaled as in
 * Friedman, "Greedy function approximation" (2001). Starts from the logarithms of the classes' shares.
 */
export function multiclassObjective(classes: number): Objective {
  const factor = classes / Math.max(1, classes - 1);
  const p = new Float64Array(classes);
  return {
    outputs: classes,
    base: (y, weights) => classShares(classTotals(y, weights, classes)).map(Math.log),
    gradients(margins, y, weights, out) {
      for (let i = 0; i < y.length; i++) {
        for (let k = 0; k < classes; k++) p[k] = margins[i * classes + k];
        softmaxInto(p, p, 0, classes);
        const weight = weights === undefined ? 1 : weights[i];
        for (let k = 0; k < classes; k++) {
          out[k][2 * i] = weight * (p[k] - (y[i] === k ? 1 : 0));
          out[k][2 * i + 1] = weight * factor * p[k] * (1 - p[k]);
        }
      }
    },
    loss: (margins, y, weights) =>
      weightedMean(y.length, weights, (i) => logSumExp(margins, i * classes, classes) - margins[i * classes + y[i]]),
  };
}
