import type { Learner } from '../learner.js';
import { modelFrom } from '../linear/parts.js';
import { glmParams } from './params.js';
import { predictorOf } from './predictor.js';

/**
 * Generalised linear models with a log link (Nelder & Wedderburn, 1972): the logarithm of the mean is a sum of effects, so effects
 * multiply. Columns enter as in `linear`. The optimum is unique and is found to `tolerance`; it is that of scikit-learn's
 * PoissonRegressor, GammaRegressor and TweedieRegressor for the same objective. Targets that the family forbids are refused with
 * `MW_LEARN_TARGET`. Costs about ten passes over the rows, each of the square of the columns; stores 8 bytes per coefficient.
 */
export const glm: Learner<'regression'> = {
  name: 'glm',
  summary: 'Poisson, gamma or Tweedie regression: counts, waiting times, claims and amounts, where effects multiply and are never below 0.',
  tasks: ['regression'],
  params: glmParams,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitGlm(input, run)),
  fromParts: (parts, columns) => predictorOf(modelFrom(parts, columns, 'glm')),
};
