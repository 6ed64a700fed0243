import { factorPredictor } from '../item_factors/predictor.js';
import type { Recommender, RecommendLearner } from '../recommender.js';
import { foldIn } from './fold-in.js';
import type { AlsModel } from './model.js';
import { alsTable } from './params.js';
import { modelFrom, partsOf } from './parts.js';

/**
 * Alternating least squares for implicit feedback (Hu, Koren and Volinsky, ICDM 2008): users and items as short vectors whose product is near 1 where
 * something happened and near 0 elsewhere, what happened being trusted 1 + alpha × weight times as much. A user is solved from the history alone
 * when asked, so a new event counts at once, and reasons are exact. Time per iteration: factors × events, and factors² per user and item. Stores 4
 * bytes per item and factor.
 */
export const als: RecommendLearner = {
  name: 'als',
  summary: 'Users and items as short vectors: quick to fit and small on any catalogue, with exact reasons.',
  params: alsTable,
  fit: async ({ interactions }, run) => predictorOf(await (await import('./fit.js')).fitAls(interactions, run)),
  fromParts: (parts, items) => predictorOf(modelFrom('als', parts, items)),
};

const predictorOf = (model: AlsModel): Recommender =>
  factorPredictor(
    model,
    (history) => foldIn(model, history),
    () => partsOf(model),
  );
