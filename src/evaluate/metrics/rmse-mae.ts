import { meanOfRows } from './from-rows.js';
import type { Metric } from './metric.js';

const common = { tasks: ['regression'], better: 'lower', range: [0, Infinity], needs: 'value' } as const;
const sample = { task: 'regression', classes: 1, y: Float64Array.of(1, 2, 3), scores: Float64Array.of(1, 4, 2) } as const;

/** Root of the mean squared error, in the target's units. */
export const rmse: Metric = {
  ...common,
  name: 'rmse',
  doc: "Typical size of an error in the target's units; large errors weigh most.",
  formula: '√(Σ w (ŷ − y)² / Σ w)',
  example: { sample, value: Math.sqrt(5 / 3) },
  prepare: meanOfRows(({ y, scores }, i) => (scores[i] - y[i]) ** 2, Math.sqrt),
};

/** Mean absolute error, in the target's units. */
export const mae: Metric = {
  ...common,
  name: 'mae',
  doc: "Mean size of an error in the target's units.",
  formula: 'Σ w |ŷ − y| / Σ w',
  example: { sample, value: 1 },
  prepare: meanOfRows(({ y, scores }, i) => Math.abs(scores[i] - y[i])),
};
