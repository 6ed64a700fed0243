import { sigmoid, softplus } from '../../core/index.js';
import type { Loss } from './loss.js';

/** Log-loss of log-odds. */
export const logisticLoss: Loss = {
  outputs: 1,
  quadratic: false,
  value(margins, y, weights) {
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += weights[i] * (softplus(margins[i]) - y[i] * margins[i]);
    return sum;
  },
  means(margins, out) {
    for (let i = 0; i < margins.length; i++) out[i] = sigmoid(margins[i]);
  },
  residuals(means, y, weights, out) {
    for (let i = 0; i < y.length; i++) out[i] = weights[i] * (means[i] - y[i]);
  },
  curvature(means, weights, _a, _b, out) {
    for (let i = 0; i < weights.length; i++) out[i] = weights[i] * means[i] * (1 - means[i]);
  },
  bend(means, weights, u) {
    for (let i = 0; i < u.length; i++) u[i] *= weights[i] * means[i] * (1 - means[i]);
  },
};
