import type { Predictor } from '../learner.js';
import type { LinearModel } from '../linear/model.js';
import { predictorOf as linearPredictor } from '../linear/predictor.js';
import { sharesOfMean } from '../log-shares.js';

/** Logarithms are kept within this, so that means are finite and above 0. */
const LARGEST_LOG = 700;

const kept = (log: number): number => (log > LARGEST_LOG ? LARGEST_LOG : log < -LARGEST_LOG ? -LARGEST_LOG : log);
const meanOf = (log: number): number => Math.exp(kept(log));

/** A linear model of the logarithm as a predictor of the mean. */
export function predictorOf(model: LinearModel): Predictor {
  const logs = linearPredictor(model);
  return {
    outputs: 1,
    predict(x, out) {
      logs.predict(x, out);
      for (let i = 0; i < x.rows; i++) out[i] = meanOf(out[i]);
    },
    predictRow(row, out) {
      logs.predictRow(row, out);
      out[0] = meanOf(out[0]);
    },
    contributions: (x) => sharesOfMean(logs.contributions!(x), x.rows, kept),
    interactions: (x) => sharesOfMean(logs.interactions!(x), x.rows, kept),
    toParts: () => logs.toParts(),
  };
}
