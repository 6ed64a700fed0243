import type { Objective } from './objective.js';
import { weightedMean } from './weighted-mean.js';
import { weightedQuantile } from './weighted-quantile.js';

/** Half the squared error within `delta`, beyond it delta · (|e| − delta / 2): far rows pull no harder (Huber, 1964). Starts from the median. */
export function huberObjective(delta: number): Objective {
  return {
    outputs: 1,
    unitHessian: true,
    base: (y, weights) => Float64Array.of(weightedQuantile(y, weights, 0.5)),
    gradients(margins, y, weights, [out]) {
      for (let i = 0; i < y.length; i++) {
        const weight = weights === undefined ? 1 : weights[i];
        out[2 * i] = weight * Math.max(-delta, Math.min(delta, margins[i] - y[i]));
        out[2 * i + 1] = weight;
      }
    },
    loss: (margins, y, weights) =>
      weightedMean(y.length, weights, (i) => {
        const size = Math.abs(margins[i] - y[i]);
        return size <= delta ? (size * size) / 2 : delta * (size - delta / 2);
      }),
  };
}
