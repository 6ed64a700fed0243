import type { Learner } from '../learner.js';
import { knnParams } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * The k nearest training rows vote (Fix and Hodges 1951). The search is exact. Numbers count in standard deviations, a missing one as
 * the mean; unequal flags and categories are as far apart as one-hot columns, "missing" being a level. Weights weigh votes.
 * Costs rows × log(rows) to fit; a prediction looks at few rows where columns are few, at all rows where they are many. Stores every row: 20 bytes, 8 more for
 * each number and 4 for each flag or category.
 */
export const knn: Learner = {
  name: 'knn',
  summary: 'Nearest neighbours: the most similar training rows vote; no assumption, but the model holds all training rows.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: knnParams,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitKnn(input, run)),
  fromParts: (parts, columns) => predictorOf(modelFrom(parts, columns)),
};
