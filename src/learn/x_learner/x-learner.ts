import type { FindLearner } from '../ensemble/params.js';
import type { Learner } from '../learner.js';
import { upliftLearner } from '../uplift/learner.js';
import { xLearnerParams } from '../uplift/params.js';

/**
 * Effects imputed from the other arm's model, learned anew and mixed by the propensity (Künzel, Sekhon, Bickel & Yu, PNAS 116, 2019). For arms of very different
 * size. Costs four fits, and one for a propensity that is not known. Contributions are exact where the propensity is known and the models of the effect have them.
 */
export const xLearnerOf = (find: FindLearner): Learner<'uplift'> =>
  upliftLearner(find, 'x', xLearnerParams, "Effects imputed from the other arm's model and learned anew: for arms of very different size.");
