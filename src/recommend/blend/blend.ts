import type { FindMethod } from '../members/index.js';
import type { RecommendLearner } from '../recommender.js';
import { blendTable } from './params.js';
import { blendFrom } from './parts.js';

/**
 * A weighted sum of other methods' scores, each told as its share of the way from the least to the best of all items. Weights are found on what every user did last, which
 * no member saw, by adding over and over the member that raises the mean NDCG most (Caruana et al., "Ensemble selection from libraries of models", ICML 2004);
 * then the members that have one are fitted on everything. Where nothing tells them apart the first stands alone. Reasons are exact where its members' are; what a member without
 * reasons says, such as popularity, is of no entry of the history. Costs two fits of each member, one with given weights; a list takes as long as those of all
 * members together, and so much is stored.
 */
export const blendOf = (find: FindMethod): RecommendLearner => ({
  name: 'blend',
  summary: 'A weighted sum of other methods: ahead of the best of them where they find different things, and its reasons stay exact.',
  params: blendTable,
  fit: async (input, run) => (await import('./fit.js')).fitBlend(find, input, run),
  fromParts: (parts, items) => blendFrom(find, parts, items),
});
