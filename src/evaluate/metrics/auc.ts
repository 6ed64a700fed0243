import type { Scored } from '../scored.js';
import type { Metric, Weigh } from './metric.js';
import { rankAscending } from './ranked.js';

/**
 * Area under the ROC curve of one class against the rest, as a function of the weights.
 * `score(i)` is the row's score, `real(i)` whether it is of the class. O(n log n) once, O(n) per weighting.
 */
export function aucOf(rows: number, score: (row: number) => number, real: (row: number) => boolean): Weigh {
  const scores = new Float64Array(rows);
  for (let i = 0; i < rows; i++) scores[i] = score(i);
  const { order, starts } = rankAscending(scores);
  const positive = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) positive[i] = real(order[i]) ? 1 : 0;
  return (weights) => {
    let area = 0;
    let positives = 0;
    let negatives = 0;
    for (let g = 0; g + 1 < starts.length; g++) {
      let up = 0;
      let across = 0;
      for (let i = starts[g]; i < starts[g + 1]; i++) {
        if (positive[i] === 1) up += weights[order[i]];
        else across += weights[order[i]];
      }
      area += up * (negatives + across / 2);
      positives += up;
      negatives += across;
    }
    return area / (positives * negatives);
  };
}

/** Whether the rows that have weight are all of one class. */
export function oneClass({ y, weights }: Scored): boolean {
  const counts = (i: number): boolean => weights === undefined || weights[i] > 0;
  let first = -1;
  for (let i = 0; i < y.length; i++) {
    if (!counts(i)) continue;
    if (first < 0) first = i;
    else if (y[i] !== y[first]) return false;
  }
  return true;
}

/** Area under the ROC curve; ties count half. Undefined (`NaN`) on rows of one class. */
export const auc: Metric = {
  name: 'auc',
  tasks: ['binary'],
  better: 'higher',
  range: [0, 1],
  needs: 'probability',
  doc: 'How often a positive row is ranked above a negative one: 0.5 is chance, 1 is perfect order.',
  formula: 'Σ over pairs (positive i, negative j) of wᵢ wⱼ ([pᵢ > pⱼ] + ½ [pᵢ = pⱼ]), divided by Σ wᵢ wⱼ (Mann–Whitney)',
  example: {
    sample: { task: 'binary', classes: 1, y: Float64Array.of(0, 1, 0, 1), scores: Float64Array.of(0.1, 0.4, 0.4, 0.8) },
    value: 0.875,
  },
  unsuitable: (sample) => (oneClass(sample) ? 'the rows are all of one class' : undefined),
  prepare: ({ y, scores }) =>
    aucOf(
      y.length,
      (i) => scores[i],
      (i) => y[i] === 1,
    ),
};
