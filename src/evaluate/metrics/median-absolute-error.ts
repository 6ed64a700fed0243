import type { Metric } from './metric.js';
import { rankAscending } from './ranked.js';

/** Weighted median of the absolute errors, in the target's units. Half the weight lies on either side; two middle values are averaged. */
export const medianAbsoluteError: Metric = {
  name: 'median_absolute_error',
  tasks: ['regression'],
  better: 'lower',
  range: [0, Infinity],
  needs: 'value',
  doc: "Half of the rows are predicted closer than this, in the target's units; outliers do not move it.",
  formula:
    'the middle of the sorted |ŷ − y|; with weights the value where half of Σ w is reached, the mean of two when it is reached exactly',
  example: {
    sample: { task: 'regression', classes: 1, y: Float64Array.of(3, -0.5, 2, 7), scores: Float64Array.of(2.5, 0, 2, 8) },
    value: 0.5,
  },
  prepare: ({ y, scores }) => {
    const errors = Float64Array.from(y, (v, i) => Math.abs(scores[i] - v));
    const { order } = rankAscending(errors);
    return (weights) => {
      let total = 0;
      for (let i = 0; i < order.length; i++) total += weights[order[i]];
      const half = total / 2;
      let below = 0;
      for (let i = 0; i < order.length; i++) {
        below += weights[order[i]];
        if (below < half || below === 0) continue;
        if (below - half > Number.EPSILON) return errors[order[i]];
        let next = i + 1;
        while (next < order.length && weights[order[next]] === 0) next++;
        return next < order.length ? (errors[order[i]] + errors[order[next]]) / 2 : errors[order[i]];
      }
      return NaN;
    };
  },
};
