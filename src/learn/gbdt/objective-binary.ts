import { sigmoid, softplus } from '../../core/index.js';
import { classShares, classTotals } from '../priors.js';
import type { Objective } from './objective.js';
import { weightedMean } from './weighted-mean.js';

/** Log-loss of log-odds: gradient p − y, hessian p (1 − p). Starts from the classes' shares. */
export const binaryObjective: Objective = {
  outputs: 1,
  travels: 'binary',
  base(y, weights) {
    const [no, yes] = classShares(classTotals(y, weights, 2));
    return Float64Array.of(Math.log(yes / no));
  },
  gradients(margins, y, weights, [out]) {
    for (let i = 0; i < y.length; i++) {
      const p = sigmoid(margins[i]);
      const weight = weights === undefined ? 1 : weights[i];
      out[2 * i] = weight * (p - y[i]);
      out[2 * i + 1] = weight * p * (1 - p);
    }
  },
  loss: (margins, y, weights) => weightedMean(y.length, weights, (i) => softplus(margins[i]) - y[i] * margins[i]),
};
