import { ease } from './ease/ease.js';
import { itemKnn } from './item_knn/item-knn.js';
import { popularity } from './popularity/popularity.js';
import type { RecommendLearner } from './recommender.js';

/** Every method of recommending by its name. */
export const recommenders = {
  popularity,
  item_knn: itemKnn,
  ease,
} as const satisfies Record<string, RecommendLearner>;
