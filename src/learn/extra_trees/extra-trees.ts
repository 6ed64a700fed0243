import { headsOf } from '../../core/index.js';
import { extraTreesParams, settingsOf } from '../forest/params.js';
import { modelFrom } from '../forest/parts.js';
import { predictorOf } from '../forest/predictor.js';
import type { Learner } from '../learner.js';

/**
 * Extremely randomised trees (P. Geurts, D. Ernst and L. Wehenkel, Machine Learning 63, 2006): the mean of trees grown to the end on all rows, each
 * split the best of one random split per column tried. Columns are binned, missing values of a random split go to a random side, categories
 * split into random groups, weights count in every sum. Contributions are not given, for the reason that `forest` has. Costs and stores what
 * `forest` does, with about three times the leaves.
 */
export const extraTrees: Learner = {
  name: 'extra_trees',
  summary: 'Extremely randomised trees: as a random forest, with random thresholds; quicker to grow and smoother, best on many numbers.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: extraTreesParams,
  fit: async (input, run) => {
    const settings = settingsOf('extra_trees', extraTreesParams, run.params, input.task);
    const { fitForest } = await import('../forest/fit.js');
    return predictorOf(await fitForest('extra_trees', 'random', settings, input, run), headsOf(input.x));
  },
  fromParts: (parts, columns) => predictorOf(modelFrom('extra_trees', parts, columns), columns),
};
