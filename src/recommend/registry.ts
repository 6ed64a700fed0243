import { didYouMean, mwError } from '../core/index.js';
import { als } from './als/als.js';
import { bpr } from './bpr/bpr.js';
import { ease } from './ease/ease.js';
import { hybrid } from './hybrid/hybrid.js';
import { itemKnn } from './item_knn/item-knn.js';
import { popularity } from './popularity/popularity.js';
import type { RecommendLearner } from './recommender.js';
import { slim } from './slim/slim.js';
import { stan } from './session_knn/stan.js';
import { vsknn } from './session_knn/vsknn.js';
import { userKnn } from './user_knn/user-knn.js';

/** Every method of recommending by its name. */
export const recommenders = {
  popularity,
  item_knn: itemKnn,
  user_knn: userKnn,
  ease,
  slim,
  als,
  bpr,
  hybrid,
  vsknn,
  stan,
} as const satisfies Record<string, RecommendLearner>;

/** The name of a method of recommending. */
export type RecommenderName = keyof typeof recommenders;

/** The method of that name; raises `MW_RECOMMEND_LEARNER` with the nearest one. */
export function recommenderNamed(name: string): RecommendLearner {
  if (Object.hasOwn(recommenders, name)) return recommenders[name as RecommenderName];
  const known = Object.keys(recommenders);
  throw mwError('MW_RECOMMEND_LEARNER', { name, hint: didYouMean(name, known), known });
}
