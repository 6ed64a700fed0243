import { meanOfRows } from './from-rows.js';
import type { Metric } from './metric.js';

/** Brier score: binary as scikit-learn scales it, [0, 1]; multiclass the sum over classes, [0, 2]. */
export const brier: Metric = {
  name: 'brier',
  tasks: ['binary', 'multiclass'],
  better: 'lower',
  range: [0, 2],
  needs: 'probability',
  doc: 'Mean squared distance between probability and truth: 0 is perfect, the base rate alone gives its variance.',
  formula: 'binary Σ w (p − y)² / Σ w; multiclass Σ w Σₖ (pₖ − [y = k])² / Σ w',
  example: {
    sample: { task: 'binary', classes: 1, y: Float64Array.of(1, 0), scores: Float64Array.of(0.5, 0.75) },
    value: (0.25 + 0.5625) / 2,
  },
  prepare: meanOfRows(({ task, classes, y, scores }, i) => {
    if (task === 'binary') return (scores[i] - y[i]) ** 2;
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += (scores[i * classes + k] - (y[i] === k ? 1 : 0)) ** 2;
    return sum;
  }),
};
