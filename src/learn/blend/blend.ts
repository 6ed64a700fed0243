import type { FindLearner } from '../ensemble/params.js';
import { mixedPredictor } from '../ensemble/predictor.js';
import type { Learner, Predictor } from '../learner.js';
import type { BlendModel } from './model.js';
import { blendParams } from './params.js';
import { modelFrom, partsOf } from './parts.js';

/**
 * A weighted mean of the margins of members: log-odds, scores or values. Weights are found on margins of rows that a member's fit did not
 * see (R. Caruana et al., "Ensemble selection from libraries of models", ICML 2004), then the members that have one are fitted on all rows; one
 * without a weight is left out. Members that come with their weights are fitted on all rows at once. What missing values, unknown levels and weights of rows do is the members' affair; contributions are exact where
 * all members have them. Costs `folds` + 1 fits of each member, one with given weights; a row takes as long as all members together, and so much is stored.
 */
export const blendOf = (find: FindLearner): Learner => ({
  name: 'blend',
  summary: 'A weighted mean of other learners: near the best of them or ahead of it, and its reasons stay exact where theirs are.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: blendParams,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitBlend(find, input, run)),
  fromParts: (parts, columns) => predictorOf(modelFrom(find, parts, columns)),
});

function predictorOf(model: BlendModel): Predictor {
  const { predictors, weights } = model;
  const { outputs } = predictors[0];
  const mix = {
    base: new Float64Array(outputs),
    add(m: number, from: Float64Array, out: Float64Array, at: number, stride: number) {
      for (let k = 0, i = at; k < outputs; k++, i += stride) out[i] += weights[m] * from[i];
    },
  };
  return mixedPredictor(predictors, mix, () => partsOf(model));
}
