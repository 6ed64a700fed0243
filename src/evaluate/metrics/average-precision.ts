import { oneClass } from './auc.js';
import type { Metric } from './metric.js';
import { rankAscending } from './ranked.js';

/** Area under the precision–recall curve as a sum of steps; no interpolation. Undefined (`NaN`) without positive rows. */
export const averagePrecision: Metric = {
  name: 'average_precision',
  tasks: ['binary'],
  better: 'higher',
  range: [0, 1],
  needs: 'probability',
  doc: 'Precision averaged over all recalls: telling when positives are rare; chance is their share, 1 is perfect order.',
  formula: 'Σ over distinct scores, from the highest, of (Rₙ − Rₙ₋₁) · Pₙ, with weighted recall R and precision P',
  example: {
    sample: { task: 'binary', classes: 1, y: Float64Array.of(0, 0, 1, 1), scores: Float64Array.of(0.1, 0.4, 0.35, 0.8) },
    value: 5 / 6,
  },
  unsuitable: (sample) => (oneClass(sample) ? 'the rows are all of one class' : undefined),
  prepare: ({ y, scores }) => {
    const { order, starts } = rankAscending(scores);
    const positive = Uint8Array.from(order, (row) => y[row]);
    return (weights) => {
      let area = 0;
      let hits = 0;
      let called = 0;
      for (let g = starts.length - 2; g >= 0; g--) {
        let up = 0;
        for (let i = starts[g]; i < starts[g + 1]; i++) {
          called += weights[order[i]];
          if (positive[i] === 1) up += weights[order[i]];
        }
        hits += up;
        if (up > 0) area += (up * hits) / called;
      }
      return area / hits;
    };
  },
};
