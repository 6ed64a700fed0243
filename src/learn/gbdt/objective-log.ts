import { meanOf } from '../priors.js';
import type { Objective } from './objective.js';
import { weightedMean } from './weighted-mean.js';

/** Widens the hessian of counts, so that no step overshoots where exp rises (LightGBM's `poisson_max_delta_step`). */
const WIDER = 0.7;

/** Prediction exp(0) for the logarithm of a mean that is zero. */
const LEAST_MEAN = 1e-10;

/** Losses of a margin s whose prediction is exp(s): their parts for one row. */
interface LogLoss {
  readonly least: { readonly y: number; readonly isMet: boolean };
  gradient(s: number, y: number): number;
  hessian(s: number, y: number): number;
  loss(s: number, y: number): number;
}

function logObjective({ least, gradient, hessian, loss }: LogLoss): Objective {
  return {
    outputs: 1,
    link: 'log',
    least,
    base: (y, weights) => Float64Array.of(Math.log(Math.max(LEAST_MEAN, meanOf(y, weights)))),
    gradients(margins, y, weights, [out]) {
      for (let i = 0; i < y.length; i++) {
        const weight = weights === undefined ? 1 : weights[i];
        out[2 * i] = weight * gradient(margins[i], y[i]);
        out[2 * i + 1] = weight * hessian(margins[i], y[i]);
      }
    },
    loss: (margins, y, weights) => weightedMean(y.length, weights, (i) => loss(margins[i], y[i])),
  };
}

/** Counts: e^s − y s, the negative log-likelihood of Poisson but for a constant. */
export const poissonObjective: Objective = logObjective({
  least: { y: 0, isMet: true },
  gradient: (s, y) => Math.exp(s) - y,
  hessian: (s) => Math.exp(s + WIDER),
  loss: (s, y) => Math.exp(s) - y * s,
});

/** Positive amounts whose spread grows with their size: s + y e^−s, the negative log-likelihood of gamma but for constants. */
export const gammaObjective: Objective = logObjective({
  least: { y: 0, isMet: false },
  gradient: (s, y) => 1 - y * Math.exp(-s),
  hessian: (s, y) => y * Math.exp(-s),
  loss: (s, y) => s + y * Math.exp(-s),
});

/** Amounts with many zeros: Tweedie of a power between 1 (counts) and 2 (gamma). */
export function tweedieObjective(power: number): Objective {
  return logObjective({
    least: { y: 0, isMet: true },
    gradient: (s, y) => Math.exp((2 - power) * s) - y * Math.exp((1 - power) * s),
    hessian: (s, y) => (2 - power) * Math.exp((2 - power) * s) + y * (power - 1) * Math.exp((1 - power) * s),
    loss: (s, y) => Math.exp((2 - power) * s) / (2 - power) + (y * Math.exp((1 - power) * s)) / (power - 1),
  });
}
