import type { FindLearner } from '../ensemble/params.js';
import { mixedPredictor } from '../ensemble/predictor.js';
import type { Learner, Predictor } from '../learner.js';
import { MOST_MARGIN, type StackModel } from './model.js';
import { stackParams } from './params.js';
import { modelFrom, partsOf } from './parts.js';

/**
 * Stacked generalisation (D. H. Wolpert, Neural Networks 5, 1992): a linear model learns from the margins of members on rows that their fits did
 * not see, how far to trust each. Unlike the weights of a blend its coefficients need not add up to 1, and each class has its own. What missing
 * values, unknown levels and weights of rows do is the members' affair; contributions are exact where all members have them. Costs `folds` + 1 fits of each
 * member; a row takes as long as all members together, and so much is stored, with 8 bytes per member and pair of outputs.
 */
export const stackOf = (find: FindLearner): Learner => ({
  name: 'stack',
  summary: 'A linear model over the answers of other learners: it corrects what they have in common; for many rows.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: stackParams,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitStack(find, input, run)),
  fromParts: (parts, columns) => predictorOf(modelFrom(find, parts, columns)),
});

function predictorOf(model: StackModel): Predictor {
  const { predictors, base, coefficients } = model;
  const outputs = base.length;
  const mix = {
    base,
    add(m: number, from: Float64Array, out: Float64Array, at: number, stride: number) {
      for (let j = 0; j < outputs; j++) {
        const margin = Math.max(-MOST_MARGIN, Math.min(MOST_MARGIN, from[at + j * stride]));
        const first = (m * outputs + j) * outputs;
        for (let k = 0; k < outputs; k++) out[at + k * stride] += coefficients[first + k] * margin;
      }
    },
  };
  return mixedPredictor(predictors, mix, () => partsOf(model));
}
