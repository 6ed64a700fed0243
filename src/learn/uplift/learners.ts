import type { FindLearner } from '../ensemble/params.js';
import type { Learner } from '../learner.js';
import type { ParamTable } from '../params.js';
import { rLearnerParams, tLearnerParams, xLearnerParams } from './params.js';
import { fittedFrom } from './parts.js';
import { upliftPredictor } from './predictor.js';
import type { UpliftMethod } from './uplift.js';

/**
 * The difference of two models of the outcome, one per arm (Künzel, Sekhon, Bickel & Yu, PNAS 116, 2019). Simple, and fine with many rows in both arms. Costs two fits.
 * Contributions are exact where the outcome is a number and the parts have them.
 */
export const tLearnerOf = (find: FindLearner): Learner<'uplift'> =>
  upliftLearner(find, 't', tLearnerParams, 'A model of the outcome per arm, and their difference.');

/**
 * Effects imputed from the other arm's model, learned anew and mixed by the propensity (Künzel, Sekhon, Bickel & Yu, PNAS 116, 2019). For arms of very different
 * size. Costs four fits, and one for a propensity that is not known. Contributions are exact where the propensity is known and the models of the effect have them.
 */
export const xLearnerOf = (find: FindLearner): Learner<'uplift'> =>
  upliftLearner(find, 'x', xLearnerParams, "Effects imputed from the other arm's model and learned anew: for arms of very different size.");

/**
 * What outcome and assignment leave unexplained, one regressed on the other (Nie & Wager, Biometrika 108, 2021). For effects that are simpler than the outcome. Costs
 * `folds` + 2 fits, and as many again and one for a propensity that is not known. Contributions are exact where the model of the effect has them.
 */
export const rLearnerOf = (find: FindLearner): Learner<'uplift'> =>
  upliftLearner(find, 'r', rLearnerParams, 'What outcome and assignment leave unexplained: for effects that are simpler than the outcome.');

function upliftLearner(find: FindLearner, method: UpliftMethod, params: ParamTable, summary: string): Learner<'uplift'> {
  return {
    name: `${method}_learner`,
    summary,
    tasks: ['uplift'],
    params,
    fit: async (input, run) => upliftPredictor(await (await import('./fit-trial.js')).fitTrial(find, method, params, input, run)),
    fromParts: (parts, columns) => upliftPredictor(fittedFrom(find, method, parts, columns)),
  };
}
