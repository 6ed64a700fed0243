import type { Learner } from '../learner.js';
import { gmmTable } from './params.js';
import { mixtureFrom } from './parts.js';
import { gmmPredictor } from './predictor.js';

/**
 * Segments as a mixture of normal distributions (G. McLachlan & D. Peel, "Finite mixture models", 2000), fitted by expectation and maximisation from a
 * k-means start, in the space of `kmeans`: they may be long, flat, and of different size, and overlap. Their number is given, or found by the Bayesian
 * information criterion on at most 4000 rows. A missing value counts as the mean. Weights count as copies. Time per round: rows × segments ×
 * coordinates, with full covariances × coordinates / 2 more; the artifact has 8 bytes per entry of the covariances.
 */
export const gmm: Learner<'segment'> = {
  name: 'gmm',
  summary: 'Segments as overlapping clouds, long or round, as many as the Bayesian information criterion says unless told.',
  tasks: ['segment'],
  params: gmmTable,
  fit: async (input, run) => (await import('./fit.js')).fitGmm(input, run),
  fromParts: (parts, columns) => gmmPredictor(mixtureFrom(parts, columns), columns),
};
