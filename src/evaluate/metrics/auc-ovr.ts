import { aucOf } from './auc.js';
import type { Metric } from './metric.js';
import type { Scored } from '../scored.js';

function absentClasses({ y, classes }: Scored): number {
  const seen = new Set(y);
  let absent = 0;
  for (let k = 0; k < classes; k++) if (!seen.has(k)) absent++;
  return absent;
}

/** Plain mean over the classes of the AUC of one class against the rest. Undefined (`NaN`) when a class has no rows. */
export const aucOvr: Metric = {
  name: 'auc_ovr',
  tasks: ['multiclass'],
  better: 'higher',
  range: [0, 1],
  needs: 'probability',
  doc: 'The AUC of each class against all others, averaged: 0.5 is chance, 1 is perfect order.',
  formula: "mean over classes k of auc([y = k], p_k); scikit-learn's roc_auc_score(multi_class='ovr', average='macro')",
  example: {
    sample: {
      task: 'multiclass',
      classes: 3,
      y: Float64Array.of(0, 1, 2, 0),
      scores: Float64Array.of(0.6, 0.2, 0.2, 0.1, 0.8, 0.1, 0.3, 0.4, 0.3, 0.2, 0.5, 0.3),
    },
    value: (0.75 + 1 + 5 / 6) / 3,
  },
  unsuitable: (sample) => (absentClasses(sample) > 0 ? 'a class has no rows' : undefined),
  prepare: ({ y, scores, classes }) => {
    const each = Array.from({ length: classes }, (_, k) =>
      aucOf(
        y.length,
        (i) => scores[i * classes + k],
        (i) => y[i] === k,
      ),
    );
    return (weights) => each.reduce((sum, weigh) => sum + weigh(weights), 0) / classes;
  },
};
