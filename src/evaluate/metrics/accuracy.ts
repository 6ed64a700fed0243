import { fromConfusion } from './from-confusion.js';
import type { Metric } from './metric.js';

/** Share of rows whose called class is the true one. */
export const accuracy: Metric = {
  name: 'accuracy',
  tasks: ['binary', 'multiclass'],
  better: 'higher',
  range: [0, 1],
  needs: 'label',
  share: true,
  doc: 'Share of rows that are called right; compare it with always calling the commonest class.',
  formula: 'Σ w [called = y] / Σ w',
  example: {
    sample: { task: 'binary', classes: 1, y: Float64Array.of(1, 0, 1, 1), scores: Float64Array.of(0.5, 0.75, 0.9, 0.1) },
    value: 0.5,
  },
  prepare: fromConfusion(({ k, cells }) => {
    let right = 0;
    let all = 0;
    for (let c = 0; c < cells.length; c++) {
      all += cells[c];
      if (c % (k + 1) === 0) right += cells[c];
    }
    return right / all;
  }),
};
