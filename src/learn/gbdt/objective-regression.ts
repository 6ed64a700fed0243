import { meanOf } from '../priors.js';
import type { Objective } from './objective.js';
import { weightedMean } from './weighted-mean.js';

/** Half the squared error: gradient margin − y, hessian 1. Starts from the mean. */
export const regressionObjective: Objective = {
  outputs: 1,
  unitHessian: true,
  travels: 'squared',
  base: (y, weights) => Float64Array.of(meanOf(y, weights)),
  gradients(margins, y, weights, [out]) {
    for (let i = 0; i < y.length; i++) {
      const weight = weights === undefined ? 1 : weights[i];
      out[2 * i] = weight * (margins[i] - y[i]);
      out[2 * i + 1] = weight;
    }
  },
  loss: (margins, y, weights) => weightedMean(y.length, weights, (i) => (margins[i] - y[i]) ** 2),
};
