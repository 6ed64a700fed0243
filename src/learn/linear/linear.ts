import type { Learner } from '../learner.js';
import { fitLinear } from './fit.js';
import { linearParams } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Linear models: logistic regression, multinomial logistic regression, and ridge, lasso or elastic net for numbers. The optimum is
 * unique and is found to `tolerance`; it is scikit-learn's for the same objective. A missing number counts as the mean, with a coefficient of its
 * own; a category has a coefficient per level, and weights count as copies of rows. Costs a few passes over the rows, each of half the square of the columns; stores
 * 8 bytes per coefficient and class.
 */
export const linear: Learner = {
  name: 'linear',
  summary: 'Logistic or linear regression with ridge and lasso: hard to beat on small tables, and every reason is a coefficient.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: linearParams,
  fit: async (input, run) => predictorOf(await fitLinear(input, run)),
  fromParts: (parts, columns) => predictorOf(modelFrom(parts, columns)),
};
