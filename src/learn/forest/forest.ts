import { headsOf } from '../../core/index.js';
import type { Learner } from '../learner.js';
import { forestParams, settingsOf } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Random forest (L. Breiman, "Random forests", Machine Learning 45, 2001): the mean of trees, each grown to the end on rows drawn with replacement,
 * each split the best of some columns drawn at random. Columns are binned, missing values learn their own direction, categories split natively by
 * the order of their means, weights decide how often a row is drawn. Contributions are not given: exact shares of the mean of probabilities are
 * no shares of its log-odds. Costs about trees × rows × columns tried × depth; stores 20 bytes per leaf and 4 more for each further class, which
 * grows with the rows.
 */
export const forest: Learner = {
  name: 'forest',
  summary: 'Random forest: many deep trees on redrawn rows; hardly any tuning, and rows left out of trees judge it for free.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: forestParams,
  fit: async (input, run) => {
    const settings = settingsOf('forest', forestParams, run.params, input.task);
    const { fitForest } = await import('./fit.js');
    return predictorOf(await fitForest('forest', 'best', settings, input, run), headsOf(input.x));
  },
  fromParts: (parts, columns) => predictorOf(modelFrom('forest', parts, columns), columns),
};
