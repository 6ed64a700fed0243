import type { Learner } from '../learner.js';
import { fitForest } from './fit.js';
import { gbdtParams } from './params.js';
import { forestFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Gradient-boosted decision trees: histogram-based and leaf-wise, with LightGBM's algorithm and defaults. Missing values learn
 * their own direction, categories split natively, weights count in ratios.
 */
export const gbdt: Learner = {
  name: 'gbdt',
  summary: 'Gradient-boosted trees: the strongest start on tables of mixed columns; needs no scaling and takes missing values.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: gbdtParams,
  fit: async (input, run) => predictorOf(await fitForest(input, run)),
  fromParts: (parts, columns) => predictorOf(forestFrom(parts, columns)),
};
