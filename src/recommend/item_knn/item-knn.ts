import type { RecommendLearner } from '../recommender.js';
import { modelFrom } from '../item_weights/parts.js';
import { predictorOf } from '../item_weights/predictor.js';
import { itemKnnTable } from './params.js';

/**
 * Item-based collaborative filtering (Sarwar et al., WWW 2001): an item's score is how alike it is to what the user took, added up over the items of
 * the history among whose nearest it is. Similarities are those of implicit's recommenders of the same names; `shrink` multiplies them by L / (L + shrink), L
 * being the product of the two items' lengths. With `penalty` p, L^p stands for L (Deshpande and Karypis, TOIS 2004, on both sides): where most
 * items have few takers, 0.4 finds up to twice as much as 1, since many of the nearest are so by chance. Time: half the sum over users of the
 * square of their items, of which the newest 5,000 count, on threads. Stores 8 bytes per item and neighbour.
 */
export const itemKnn: RecommendLearner = {
  name: 'item_knn',
  summary: 'Items taken by the same users: quick, strong, and every recommendation says because of which items.',
  params: itemKnnTable,
  fit: async ({ interactions }, run) => predictorOf(await (await import('./fit.js')).fitItemKnn(interactions, run)),
  fromParts: (parts, items) => predictorOf(modelFrom('item_knn', parts, items)),
};
