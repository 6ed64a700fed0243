import type { Loss } from '../linear/loss.js';

/**
 * Half the unit deviance of a Tweedie family with a log link, up to what does not depend on the margin: μ − y ln μ (Poisson, power 1),
 * y / μ + ln μ (gamma, power 2), and between them μ^(2 − p) / (2 − p) + y μ^(1 − p) / (p − 1). It is convex in the margin ln μ for these
 * powers. The second derivative has y in it, which is why the loss is made for its targets.
 */
export function devianceLoss(power: number, targets: Float64Array): Loss {
  const curvatureAt = (mean: number, y: number): number => (2 - power) * mean ** (2 - power) + (power - 1) * y * mean ** (1 - power);
  return {
    outputs: 1,
    quadratic: false,
    value(margins, y, weights) {
      let sum = 0;
      for (let i = 0; i < y.length; i++) sum += weights[i] * halfDeviance(power, margins[i], y[i]);
      return sum;
    },
    means(margins, out) {
      for (let i = 0; i < margins.length; i++) out[i] = Math.exp(margins[i]);
    },
    residuals(means, y, weights, out) {
      for (let i = 0; i < y.length; i++) out[i] = weights[i] * means[i] ** (1 - power) * (means[i] - y[i]);
    },
    curvature(means, weights, _a, _b, out) {
      for (let i = 0; i < weights.length; i++) out[i] = weights[i] * curvatureAt(means[i], targets[i]);
    },
    bend(means, weights, u) {
      for (let i = 0; i < u.length; i++) u[i] *= weights[i] * curvatureAt(means[i], targets[i]);
    },
  };
}

function halfDeviance(power: number, margin: number, y: number): number {
  if (power === 1) return Math.exp(margin) - y * margin;
  if (power === 2) return y * Math.exp(-margin) + margin;
  const seen = y === 0 ? 0 : (y * Math.exp((1 - power) * margin)) / (power - 1);
  return Math.exp((2 - power) * margin) / (2 - power) + seen;
}
