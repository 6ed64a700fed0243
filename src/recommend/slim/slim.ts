import { modelFrom } from '../item_weights/parts.js';
import { predictorOf } from '../item_weights/predictor.js';
import type { RecommendLearner } from '../recommender.js';
import { slimTable } from './params.js';

/**
 * Sparse linear method (Ning & Karypis, ICDM 2011): every item from all others by a regression whose weights are not negative and mostly 0, by coordinate
 * descent over the products of all pairs of items: ½ wᵀGw − gᵀw + l1 Σ w + ½ l2 Σ w². A list can say of every item because of which few others it is there.
 * Time: some hundred passes over a line of pairs per item, on threads; memory: 4 bytes per pair of items. Stores 8 bytes per weight that is not 0.
 */
export const slim: RecommendLearner = {
  name: 'slim',
  summary: 'A sparse linear model of every item from a few others: as good as any on small catalogues, and small itself.',
  params: slimTable,
  fit: async ({ interactions }, run) => predictorOf(await (await import('./fit.js')).fitSlim(interactions, run)),
  fromParts: (parts, items) => predictorOf(modelFrom('slim', parts, items)),
};
