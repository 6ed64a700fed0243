import type { FindMethod } from '../members/index.js';
import type { RecommendLearner } from '../recommender.js';
import { rankerTable } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Boosting by LambdaRank (`learn/lambdaRank`) over the candidates of several methods: each one's score and rank, popularity in windows, an item's age, its likeness to what was
 * taken last by takers and by content, distances of numbers such as prices, and what is known of the user. It learns from what every user did last, told by what was known
 * before; then all members are fitted on everything. A rank is no sum over a history: there are no reasons, and items are alike as the first member finds them. Costs every
 * member twice, and boosting of some `depth` × members rows per user; raises `MW_RECOMMEND_RANKER` where nothing that was taken was named.
 */
export const rankerOf = (find: FindMethod): RecommendLearner => ({
  name: 'ranker',
  summary: 'What other methods name, ranked by boosting over all that is known of it: for shops where prices, content or fashion decide.',
  params: rankerTable,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitRanker(find, input, run)),
  fromParts: (parts, items) => predictorOf(modelFrom(find, parts, items)),
});
