import { fromConfusion, perClass } from './from-confusion.js';
import type { Metric } from './metric.js';

const common = { tasks: ['binary', 'multiclass'], better: 'higher', range: [0, 1], needs: 'label' } as const;
const sample = { task: 'binary', classes: 1, y: Float64Array.of(1, 1, 1, 0, 0), scores: Float64Array.of(0.9, 0.6, 0.2, 0.7, 0.1) } as const;

/** Of the rows that are called positive, the share that is. Multiclass: macro mean. 0 when none is called. */
export const precision: Metric = {
  ...common,
  name: 'precision',
  doc: 'Of the rows called positive, the share that is positive (multiclass: plain mean over the classes).',
  formula: "TP / (TP + FP); multiclass as scikit-learn's precision_macro",
  example: { sample, value: 2 / 3 },
  prepare: fromConfusion(perClass(({ hit, called }) => hit / called)),
};

/** Of the positive rows, the share that is called. Multiclass: macro mean. 0 when there are none. */
export const recall: Metric = {
  ...common,
  name: 'recall',
  doc: 'Of the positive rows, the share that is called positive (multiclass: plain mean over the classes).',
  formula: "TP / (TP + FN); multiclass as scikit-learn's recall_macro",
  example: { sample, value: 2 / 3 },
  prepare: fromConfusion(perClass(({ hit, real }) => hit / real)),
};

/** Harmonic mean of precision and recall. Multiclass: macro mean of the classes' F1, so rare classes count as much as common ones. */
export const f1: Metric = {
  ...common,
  name: 'f1',
  doc: 'Harmonic mean of precision and recall (multiclass: plain mean of the classes, "macro").',
  formula: "2 TP / (2 TP + FP + FN); multiclass as scikit-learn's f1_macro",
  example: { sample, value: 2 / 3 },
  prepare: fromConfusion(perClass(({ hit, called, real }) => (2 * hit) / (called + real))),
};
