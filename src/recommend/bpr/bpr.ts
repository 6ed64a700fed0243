import { checkedParts } from '../../learn/index.js';
import { factorPredictor } from '../item_factors/predictor.js';
import { meanItem, preferred } from '../item_factors/preferred.js';
import type { ItemVectors } from '../item_factors/vectors.js';
import type { Recommender, RecommendLearner } from '../recommender.js';
import { bprTable } from './params.js';

const FORMAT = 1;
const MOST_FACTORS = 1024;

/** Items as vectors with a strength of their own, and the shrinkage of a history's vector. */
export interface BprModel extends ItemVectors {
  readonly own: Float32Array;
  readonly l2: number;
}

/**
 * Bayesian personalised ranking (Rendle et al., UAI 2009): users and items as short vectors such that what a user took stands above what it did not take,
 * by stochastic gradient steps on drawn pairs, block by block of users and items (Gemulla et al., KDD 2011). A user's vector is worked out from the history when asked.
 * Time: iterations × events × factors, on up to 16 threads, on more where there are many users. Stores 4 bytes per item and factor.
 */
export const bpr: RecommendLearner = {
  name: 'bpr',
  summary: 'Users and items as short vectors that put what was taken above what was not: made for the order of a list.',
  params: bprTable,
  fit: async ({ interactions }, run) => predictorOf(await (await import('./fit.js')).fitBpr(interactions, run)),
  fromParts: (parts, items) => {
    const read = checkedParts('bpr', parts, FORMAT, items, ['factor', 'own']);
    const factors = read.setting<number>(
      'factors',
      (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_FACTORS,
    );
    const l2 = read.setting<number>('l2', (value) => typeof value === 'number' && value >= 0);
    const factor = read.array('factor', Float32Array, items * factors);
    return predictorOf({ items, factors, factor, own: read.array('own', Float32Array, items), l2 });
  },
};

function predictorOf(model: BprModel): Recommender {
  const { items, factors, factor, own, l2 } = model;
  const mean = meanItem(model);
  return factorPredictor(
    model,
    (history) => preferred(model, mean, l2, history),
    () => ({ meta: { format: FORMAT, outputs: 1, columns: items, factors, l2 }, arrays: { factor, own } }),
  );
}
