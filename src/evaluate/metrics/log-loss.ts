import { meanOfRows } from './from-rows.js';
import type { Metric } from './metric.js';

/** Probabilities are kept this far from 0 and 1, as scikit-learn keeps doubles: 2^−52. */
const FLOOR = Number.EPSILON;

/** Cross-entropy of the true labels, in nats. Always finite: a certain and wrong row costs at most 36.04. */
export const logLoss: Metric = {
  name: 'log_loss',
  tasks: ['binary', 'multiclass'],
  better: 'lower',
  range: [0, -Math.log(FLOOR)],
  needs: 'probability',
  doc: 'How surprised the probabilities are by the truth; it punishes confident mistakes, and honest probabilities minimise it.',
  formula: '−Σ w ln p(true class) / Σ w, with p clipped to [ε, 1 − ε], ε = 2⁻⁵²',
  example: {
    sample: { task: 'binary', classes: 1, y: Float64Array.of(1, 0), scores: Float64Array.of(0.5, 0.75) },
    value: (Math.LN2 + Math.log(4)) / 2,
  },
  prepare: meanOfRows(({ task, classes, y, scores }, i) => {
    const p = task === 'multiclass' ? scores[i * classes + y[i]] : y[i] === 1 ? scores[i] : 1 - scores[i];
    return -Math.log(Math.min(Math.max(p, FLOOR), 1 - FLOOR));
  }),
};
