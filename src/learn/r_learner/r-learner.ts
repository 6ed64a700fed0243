import type { FindLearner } from '../ensemble/params.js';
import type { Learner } from '../learner.js';
import { upliftLearner } from '../uplift/learner.js';
import { rLearnerParams } from '../uplift/params.js';

/**
 * What outcome and assignment leave unexplained, one regressed on the other (Nie & Wager, Biometrika 108, 2021). For effects that are simpler than the outcome. Costs
 * `folds` + 2 fits, and as many again and one for a propensity that is not known. Where fewer than one row in ten is in the rarer arm, `minRowsPerLeaf` of the effect's
 * learner is raised, so that each leaf has enough of it. Contributions are exact where the model of the effect has them.
 */
export const rLearnerOf = (find: FindLearner): Learner<'uplift'> =>
  upliftLearner(find, 'r', rLearnerParams, 'What outcome and assignment leave unexplained: for effects that are simpler than the outcome.');
