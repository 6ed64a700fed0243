import type { Metric } from './metric.js';

/** Share of the target's variance that is explained. Constant targets: 1 when predicted exactly, else 0, as scikit-learn. `NaN` below two rows. */
export const r2: Metric = {
  name: 'r2',
  tasks: ['regression'],
  better: 'higher',
  range: [-Infinity, 1],
  needs: 'value',
  doc: "Share of the target's variance that the model explains: 0 is no better than the mean, 1 is perfect, below 0 is worse than the mean.",
  formula: '1 − Σ w (y − ŷ)² / Σ w (y − ȳ)², with the weighted mean ȳ of these rows',
  example: {
    sample: { task: 'regression', classes: 1, y: Float64Array.of(1, 2, 3), scores: Float64Array.of(1, 2, 4) },
    value: 0.5,
  },
  unsuitable: ({ y }) => (y.length < 2 ? 'it needs two rows' : y.every((v) => v === y[0]) ? 'the true values are all equal' : undefined),
  prepare: ({ y, scores }) => {
    const squares = Float64Array.from(y, (v, i) => (v - scores[i]) ** 2);
    return (weights) => {
      let [total, mean, left, spread] = [0, 0, 0, 0];
      for (let i = 0; i < y.length; i++) {
        total += weights[i];
        mean += weights[i] * y[i];
        left += weights[i] * squares[i];
      }
      mean /= total;
      for (let i = 0; i < y.length; i++) spread += weights[i] * (y[i] - mean) ** 2;
      if (y.length < 2) return NaN;
      if (spread === 0) return left === 0 ? 1 : 0;
      return 1 - left / spread;
    };
  },
};
