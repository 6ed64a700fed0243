import { weightedMean } from './weighted-mean.js';
import { weightedQuantile } from './weighted-quantile.js';
import type { Objective } from './objective.js';

/**
 * The pinball loss max(q · e, (q − 1) · e) of e = y − margin, whose best constant is the quantile q. It has no curvature: trees split on
 * its gradient with hessian 1, and leaves then take the quantile of what is left of their rows.
 */
export function quantileObjective(quantile: number): Objective {
  return {
    outputs: 1,
    leafQuantile: quantile,
    unitHessian: true,
    base: (y, weights) => Float64Array.of(weightedQuantile(y, weights, quantile)),
    gradients(margins, y, weights, [out]) {
      for (let i = 0; i < y.length; i++) {
        const weight = weights === undefined ? 1 : weights[i];
        out[2 * i] = weight * (y[i] > margins[i] ? -quantile : y[i] < margins[i] ? 1 - quantile : 0);
        out[2 * i + 1] = weight;
      }
    },
    loss: (margins, y, weights) =>
      weightedMean(y.length, weights, (i) => Math.max(quantile * (y[i] - margins[i]), (quantile - 1) * (y[i] - margins[i]))),
  };
}

/** Half the absolute error: the pinball loss of the median. */
export const absoluteObjective: Objective = quantileObjective(0.5);
