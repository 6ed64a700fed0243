import type { Learner } from '../learner.js';
import { lofTable } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Odd rows are those that lie less densely than their neighbours do (Breunig, Kriegel, Ng & Sander, "LOF: identifying density-based local outliers",
 * SIGMOD 2000). Near 1 for a row that is as dense as its neighbours, above for one that is not; new rows are compared with kept training rows, of
 * which they are none. The search is exact and the distances are those of `knn`: numbers in standard deviations, a missing one as the mean, unequal flags and
 * categories as far apart as one-hot columns, "missing" and levels that training never saw being a level. Weights weigh neighbours. Scores are those
 * of scikit-learn; beside more copies of a row than `neighbours` every other row is odd beyond measure, up to 1e10, as it is there.
 * Time: one search per kept row, and one per row to score; in many dimensions a search looks at all kept rows.
 */
export const lof: Learner<'outlier'> = {
  name: 'lof',
  summary: 'How much thinner a row lies than its neighbours: finds what is odd for its surroundings, where some are dense and others not.',
  tasks: ['outlier'],
  params: lofTable,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitLof(input, run)),
  fromParts: (parts, columns) => predictorOf(modelFrom(parts, columns)),
};
