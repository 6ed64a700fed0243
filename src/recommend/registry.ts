import { didYouMean, mwError } from '../core/index.js';
import type { Params } from '../learn/index.js';
import { als } from './als/als.js';
import { blendOf } from './blend/blend.js';
import { bpr } from './bpr/bpr.js';
import { ease } from './ease/ease.js';
import { hybrid } from './hybrid/hybrid.js';
import { itemKnn } from './item_knn/item-knn.js';
import { withMembers } from './members/index.js';
import { popularity } from './popularity/popularity.js';
import { rankerOf } from './ranker/ranker.js';
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
  blend: blendOf(recommenderNamed),
  ranker: rankerOf(recommenderNamed),
} as const satisfies Record<string, RecommendLearner>;

/** The name of a method of recommending. */
export type RecommenderName = keyof typeof recommenders;

/** The method of that name; raises `MW_RECOMMEND_LEARNER` with the nearest one. */
export function recommenderNamed(name: string): RecommendLearner {
  if (Object.hasOwn(recommenders, name)) return recommenders[name as RecommenderName];
  const known = Object.keys(recommenders);
  throw mwError('MW_RECOMMEND_LEARNER', { name, hint: didYouMean(name, known), known });
}

/**
 * The full settings of a method, those of its members included: the given ones checked, the others at their defaults. Raises `MW_RECOMMEND_LEARNER`,
 * `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`.
 */
export const recommenderSettings = (name: string, given: Params): Params => withMembers(recommenderNamed, name, given);
