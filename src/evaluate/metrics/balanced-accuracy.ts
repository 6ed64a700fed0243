import { classCounts, fromConfusion } from './from-confusion.js';
import type { Metric } from './metric.js';

/** Plain mean of the recall of every class that occurs. */
export const balancedAccuracy: Metric = {
  name: 'balanced_accuracy',
  tasks: ['binary', 'multiclass'],
  better: 'higher',
  range: [0, 1],
  needs: 'label',
  doc: 'Share called right within each class, averaged over the classes, so that a rare class counts as much as a common one.',
  formula: 'mean over classes k that occur of Σ w [called = y = k] / Σ w [y = k]',
  example: {
    sample: { task: 'binary', classes: 1, y: Float64Array.of(1, 0, 1, 1), scores: Float64Array.of(0.5, 0.25, 0.9, 0.1) },
    value: (2 / 3 + 1) / 2,
  },
  prepare: fromConfusion((confusion) => {
    let sum = 0;
    let present = 0;
    for (let c = 0; c < confusion.k; c++) {
      const { hit, real } = classCounts(confusion, c);
      if (real === 0) continue;
      sum += hit / real;
      present++;
    }
    return sum / present;
  }),
};
