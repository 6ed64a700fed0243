import type { Scored } from '../scored.js';
import { meanOfRows } from './from-rows.js';
import type { Metric } from './metric.js';

const common = { tasks: ['regression'], better: 'lower', range: [0, Infinity], needs: 'value' } as const;

/** Mean absolute percentage error as a share (0.1 = 10 %). A target of 0 counts as 2⁻⁵², as in scikit-learn, which swamps the rest. */
export const mape: Metric = {
  ...common,
  name: 'mape',
  doc: 'Mean error as a share of the true value: 0.1 is ten percent.',
  formula: 'Σ w |ŷ − y| / max(|y|, ε) / Σ w, ε = 2⁻⁵²',
  example: {
    sample: { task: 'regression', classes: 1, y: Float64Array.of(2, 4), scores: Float64Array.of(1, 5) },
    value: 0.375,
  },
  unsuitable: ({ y }) => (y.includes(0) ? 'a true value is 0, and a share of 0 has no meaning' : undefined),
  prepare: meanOfRows(({ y, scores }, i) => Math.abs(scores[i] - y[i]) / Math.max(Math.abs(y[i]), Number.EPSILON)),
};

const negative = ({ y, scores }: Scored): string | undefined =>
  y.some((v) => v <= -1) || scores.some((v) => v <= -1) ? 'a value is −1 or less' : undefined;

/** Root mean squared error of ln(1 + value): relative errors, for targets over orders of magnitude. `NaN` at −1 or less. */
export const rmsle: Metric = {
  ...common,
  name: 'rmsle',
  doc: 'Typical relative error of a target that spans orders of magnitude: 0.1 is about ten percent.',
  formula: '√(Σ w (ln(1 + ŷ) − ln(1 + y))² / Σ w)',
  example: {
    sample: { task: 'regression', classes: 1, y: Float64Array.of(0, 3), scores: Float64Array.of(0, 7) },
    value: Math.LN2 / Math.SQRT2,
  },
  unsuitable: negative,
  prepare: meanOfRows(({ y, scores }, i) => (Math.log1p(scores[i]) - Math.log1p(y[i])) ** 2, Math.sqrt),
};

/** Mean Poisson deviance, for counts. `NaN` where a count is negative or a prediction is not positive. */
export const poissonDeviance: Metric = {
  ...common,
  name: 'poisson_deviance',
  doc: 'Misfit of predicted mean counts, on the scale of their own randomness: about 1 is as good as a Poisson model can be.',
  formula: '2 Σ w (y ln(y / ŷ) − y + ŷ) / Σ w, with 0 ln 0 = 0',
  example: {
    sample: { task: 'regression', classes: 1, y: Float64Array.of(0, 2), scores: Float64Array.of(1, 1) },
    value: 2 * Math.LN2,
  },
  unsuitable: ({ y, scores }) =>
    y.some((v) => v < 0) ? 'a count is negative' : scores.some((v) => v <= 0) ? 'a predicted count is not positive' : undefined,
  prepare: meanOfRows(({ y, scores }, i) => {
    if (y[i] < 0 || scores[i] <= 0) return NaN;
    return 2 * ((y[i] === 0 ? 0 : y[i] * Math.log(y[i] / scores[i])) - y[i] + scores[i]);
  }),
};
