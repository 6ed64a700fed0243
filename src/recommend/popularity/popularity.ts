import { checkedParts, type Parts } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import type { Recommender, RecommendLearner } from '../recommender.js';
import { popularityTable, type PopularityParams } from './params.js';

const FORMAT = 1;
const DAY_MS = 86_400_000;

/**
 * What most users take, whoever asks: the weights of an item's events, of which older ones may count less. The baseline that every other
 * recommender has to beat, and what a user without a history is given. Stores 8 bytes per item.
 */
export const popularity: RecommendLearner = {
  name: 'popularity',
  summary: 'What most users take, whoever asks: the baseline that every other recommender has to beat.',
  params: popularityTable,
  fit: async ({ interactions }, { params, signal }) => {
    signal.throwIfAborted();
    return predictorOf(strengths(interactions, (params as unknown as PopularityParams).halfLifeDays));
  },
  fromParts: (parts, items) =>
    predictorOf(checkedParts('popularity', parts, FORMAT, items, ['strength']).array('strength', Float64Array, items)),
};

function strengths({ items, item, weight, time }: Interactions, halfLifeDays: number): Float64Array {
  const out = new Float64Array(items.length);
  const newest = time.reduce((latest, one) => Math.max(latest, one), -Infinity);
  for (let e = 0; e < item.length; e++)
    out[item[e]] += weight[e] * (halfLifeDays === 0 ? 1 : 2 ** ((time[e] - newest) / DAY_MS / halfLifeDays));
  return out;
}

const predictorOf = (strength: Float64Array): Recommender => ({
  items: strength.length,
  score: (_, out) => out.set(strength),
  toParts: (): Parts => ({ meta: { format: FORMAT, outputs: 1, columns: strength.length }, arrays: { strength } }),
});
