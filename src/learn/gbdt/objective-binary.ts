import { logit, sigmoid, softplus } from '../../core/index.js';
import type { Objective } from './objective.js';
import { weightedMean } from './weighted-mean.js';

const LEAST_SHARE = 1e-15;

/** Log-loss of log-odds: gradient p − y, hessian p (1 − p). Starts from the share of positives. */
export const binaryObjective: Objective = {
  outputs: 1,
  base(y, weights) {
    const share = weightedMean(y.length, weights, (i) => y[i]);
    return Float64Array.of(logit(Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share))));
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
