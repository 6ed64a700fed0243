import { checkedParts, type Parts } from '../../learn/index.js';
import { factorPredictor } from '../item_factors/predictor.js';
import { meanItem, preferred } from '../item_factors/preferred.js';
import type { ItemVectors } from '../item_factors/vectors.js';
import type { History, Recommender, RecommendLearner } from '../recommender.js';
import { entriesOf, featureCount, isCode, type CodedColumn } from './feature-code.js';
import { hybridTable } from './params.js';

const FORMAT = 1;
const MOST_FACTORS = 1024;

/** Items as sums of embeddings, and what a user's features add to the vector of a history. */
export interface HybridModel extends ItemVectors {
  readonly own: Float32Array;
  readonly l2: number;
  readonly userCode: readonly CodedColumn[];
  /** User features × factors. */
  readonly userFeature: Float32Array;
}

/**
 * Users and items as sums of embeddings, their own and those of their features (Kula, "Metadata embeddings for user and item cold-start recommendations",
 * 2015), by the loss of ranks WARP: an item without events is what its features say, and so is a user without a history. Works without features too. A history
 * moves the user's vector away from what the features say, which is a part of the score that no event is the reason of. Time: iterations × events ×
 * (features + tries) × factors, on one thread. Stores 4 bytes per item and factor.
 */
export const hybrid: RecommendLearner = {
  name: 'hybrid',
  summary: 'Short vectors made of features of items and users: serves new items and new users.',
  params: hybridTable,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitHybrid(input, run)),
  fromParts: (parts, items) => predictorOf(modelFrom(parts, items)),
};

function predictorOf(model: HybridModel): Recommender {
  const mean = meanItem(model);
  return factorPredictor(
    model,
    (history) => preferred(model, mean, model.l2, history, featuresSay(model, history)),
    () => partsOf(model),
  );
}

/** The vector of a user by its features alone; `undefined` where none are known. */
function featuresSay({ factors, userCode, userFeature }: HybridModel, { user }: History): Float64Array | undefined {
  if (!user || userCode.length === 0) return undefined;
  const out = new Float64Array(factors);
  const { index, value } = entriesOf(userCode, user);
  index.forEach((feature, e) => {
    for (let k = 0; k < factors; k++) out[k] += value[e] * userFeature[feature * factors + k];
  });
  return out;
}

const partsOf = ({ items, factors, factor, own, l2, userCode, userFeature }: HybridModel): Parts => ({
  meta: { format: FORMAT, outputs: 1, columns: items, factors, l2, userCode },
  arrays: { factor, own, userFeature },
});

function modelFrom(parts: Parts, items: number): HybridModel {
  const read = checkedParts('hybrid', parts, FORMAT, items, ['factor', 'own', 'userFeature']);
  const factors = read.setting<number>(
    'factors',
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_FACTORS,
  );
  const l2 = read.setting<number>('l2', (value) => typeof value === 'number' && value >= 0);
  const userCode = read.setting('userCode', isCode) as unknown as readonly CodedColumn[];
  return {
    items,
    factors,
    factor: read.array('factor', Float32Array, items * factors),
    own: read.array('own', Float32Array, items),
    l2,
    userCode,
    userFeature: read.array('userFeature', Float32Array, featureCount(userCode) * factors),
  };
}
