import type { RecommendLearner } from '../recommender.js';
import { modelFrom } from '../item_weights/parts.js';
import { predictorOf } from '../item_weights/predictor.js';
import { easeTable } from './params.js';

/**
 * Embarrassingly shallow autoencoder (Steck, WWW 2019): every item from all others by ridge regression, in closed form. With G = XᵀX + l2·I and
 * P = G⁻¹, what item i says for j is −P[i][j] / P[j][j], and nothing for itself. Solved in single precision, which costs no place of a list that was measured.
 *
 * Time grows with the cube of the items (10,000 in a minute on two cores), memory with their square (4 bytes per pair; 30,000 items at most). Stores 4 bytes
 * per pair of items up to 2,000 items, then 8 bytes per item and neighbour.
 */
export const ease: RecommendLearner = {
  name: 'ease',
  summary: 'A linear model of every item from all others: the strongest on catalogues of up to ten thousand items.',
  params: easeTable,
  fit: async ({ interactions }, run) => predictorOf(await (await import('./fit.js')).fitEase(interactions, run)),
  fromParts: (parts, items) => predictorOf(modelFrom('ease', parts, items)),
};
