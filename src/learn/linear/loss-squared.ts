import type { Loss } from './loss.js';

/** Half the squared error. */
export const squaredLoss: Loss = {
  outputs: 1,
  quadratic: true,
  value(margins, y, weights) {
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += weights[i] * (margins[i] - y[i]) ** 2;
    return sum / 2;
  },
  means: (margins, out) => out.set(margins),
  residuals(means, y, weights, out) {
    for (let i = 0; i < y.length; i++) out[i] = weights[i] * (means[i] - y[i]);
  },
  curvature: (_means, weights, _a, _b, out) => out.set(weights),
  bend(_means, weights, u) {
    for (let i = 0; i < u.length; i++) u[i] *= weights[i];
  },
};
