import type { Params } from '../learn/index.js';
import type { AlsParams } from './als/params.js';
import type { BlendParams } from './blend/params.js';
import type { BprParams } from './bpr/params.js';
import type { EaseParams } from './ease/params.js';
import type { HybridParams } from './hybrid/params.js';
import type { ItemKnnParams } from './item_knn/params.js';
import type { StanParams, VsknnParams } from './session_knn/params.js';
import type { PopularityParams } from './popularity/params.js';
import type { RankerParams } from './ranker/params.js';
import type { SlimParams } from './slim/params.js';
import type { UserKnnParams } from './user_knn/params.js';

/** A method of recommending with the parameters that were given, as plain data: what a definition holds. */
export interface RecommendChoice {
  /** Its name in the registry. */
  readonly learner: string;
  /** Given parameters only; the others take their defaults, or what training finds best. */
  readonly params: Params;
}

const chooser =
  <Known extends object>(learner: string) =>
  (params: Partial<Known> = {}): RecommendChoice =>
    Object.freeze({ learner, params: { ...params } as Params });

/** Chooses what most users take: the baseline. */
export const popularity = chooser<PopularityParams>('popularity');

/** Chooses items taken by the same users. */
export const itemKnn = chooser<ItemKnnParams>('item_knn');

/** Chooses users who took the same. */
export const userKnn = chooser<UserKnnParams>('user_knn');

/**
 * Chooses the shallow autoencoder.
 *
 * ```ts
 * import { ease } from 'millwright';
 *
 * ease({ l2: 300 });
 * ```
 */
export const ease = chooser<EaseParams>('ease');

/** Chooses the sparse linear method. */
export const slim = chooser<SlimParams>('slim');

/** Chooses short vectors by alternating least squares. */
export const als = chooser<AlsParams>('als');

/** Chooses short vectors that put what was taken above what was not. */
export const bpr = chooser<BprParams>('bpr');

/** Chooses short vectors made of features, which serve new items and new users. */
export const hybrid = chooser<HybridParams>('hybrid');

/** Chooses sessions like the current one. */
export const vsknn = chooser<VsknnParams>('vsknn');

/** Chooses sessions like the current one, by the order of events and how long ago they were. */
export const stan = chooser<StanParams>('stan');

/**
 * Chooses a weighted sum of other methods.
 *
 * ```ts
 * import { blend, ease, stan } from 'millwright/recommend';
 *
 * blend({ members: [ease({ l2: 300 }), stan()] });
 * ```
 */
export const blend = chooser<BlendParams>('blend');

/** Chooses boosting over what other methods name. */
export const ranker = chooser<RankerParams>('ranker');
