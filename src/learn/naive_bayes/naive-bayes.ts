import type { Learner } from '../learner.js';
import { naiveBayesParams } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Naive Bayes: within a class, columns count as independent; numbers are normal, flags and categories have shares with Laplace
 * smoothing. One pass over the data; missing values are left out of the product; weights count as copies of rows.
 * Stores 8 bytes per column, class and level.
 */
export const naiveBayes: Learner = {
  name: 'naive_bayes',
  summary: 'Naive Bayes: one pass over the data, good with few rows and many columns, and every reason is a ratio of shares.',
  tasks: ['binary', 'multiclass'],
  params: naiveBayesParams,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitNaiveBayes(input, run)),
  fromParts: (parts, columns) => predictorOf(modelFrom(parts, columns)),
};
