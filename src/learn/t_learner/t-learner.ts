import type { FindLearner } from '../ensemble/params.js';
import type { Learner } from '../learner.js';
import { upliftLearner } from '../uplift/learner.js';
import { tLearnerParams } from '../uplift/params.js';

/**
 * The difference of two models of the outcome, one per arm (Künzel, Sekhon, Bickel & Yu, PNAS 116, 2019). Simple, and fine with many rows in both arms. Costs two fits.
 * Contributions are exact where the outcome is a number and the parts have them.
 */
export const tLearnerOf = (find: FindLearner): Learner<'uplift'> =>
  upliftLearner(find, 't', tLearnerParams, 'A model of the outcome per arm, and their difference.');
