import { logSumExp, softmaxInto } from '../../core/index.js';
import type { Loss } from './loss.js';

/** Log-loss of a softmax over one score per class: multinomial logistic regression. */
export function softmaxLoss(classes: number): Loss {
  return {
    outputs: classes,
    quadratic: false,
    value(margins, y, weights) {
      let sum = 0;
      for (let i = 0; i < y.length; i++) sum += weights[i] * (logSumExp(margins, i * classes, classes) - margins[i * classes + y[i]]);
      return sum;
    },
    means(margins, out) {
      for (let at = 0; at < margins.length; at += classes) softmaxInto(margins, out, at, classes);
    },
    residuals(means, y, weights, out) {
      for (let i = 0, at = 0; i < y.length; i++) {
        for (let k = 0; k < classes; k++, at++) out[at] = weights[i] * (means[at] - (y[i] === k ? 1 : 0));
      }
    },
    curvature(means, weights, a, b, out) {
      for (let i = 0, at = 0; i < weights.length; i++, at += classes) {
        out[i] = weights[i] * means[at + a] * ((a === b ? 1 : 0) - means[at + b]);
      }
    },
    bend(means, weights, u) {
      for (let i = 0, at = 0; i < weights.length; i++, at += classes) {
        let expected = 0;
        for (let k = 0; k < classes; k++) expected += means[at + k] * u[at + k];
        for (let k = 0; k < classes; k++) u[at + k] = weights[i] * means[at + k] * (u[at + k] - expected);
      }
    },
  };
}
