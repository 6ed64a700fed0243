import type { Learner } from '../learner.js';
import { svmParams } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Support vector machines (Cortes and Vapnik 1995): exact with an rbf kernel up to `exactRows` training rows, through landmarks above,
 * linear above 100,000. Numbers count in standard deviations, a missing one as the mean; flags and categories are one-hot, "missing"
 * being a level. Weights are prices of rows. The exact kernel costs rows² similarities, and a classification is fitted `folds` + 1 times; stored
 * are the support vectors or landmarks: 8 bytes per number and output of each and 4 per category.
 */
export const svm: Learner = {
  name: 'svm',
  summary: 'Support vector machine with an rbf or linear kernel: strong on small tables of numbers such as measurements and pixels.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: svmParams,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitSvm(input, run)),
  fromParts: (parts, columns) => predictorOf(modelFrom(parts, columns)),
};
