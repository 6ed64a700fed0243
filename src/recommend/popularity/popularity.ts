import type { Json } from '../../core/index.js';
import { checkedParts, type Parts } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import type { Recommender, RecommendLearner } from '../recommender.js';
import { popularityTable, type PopularityParams } from './params.js';
import { MOST_LEVELS, segmentsOf, strengthFor, type Segments } from './segments.js';

const FORMAT = 1;
const DAY_MS = 86_400_000;

/**
 * What most users take, whoever asks: the weights of an item's events, of which older ones may count less or not at all. The baseline that every other
 * recommender has to beat, and what a user without a history is given. With `segments`, what users of the same categories take: for strangers of whom a table says something. Stores 8 bytes per item, and 4 per item
 * and segment.
 */
export const popularity: RecommendLearner = {
  name: 'popularity',
  summary: 'What most users take, whoever asks: the baseline that every other recommender has to beat.',
  params: popularityTable,
  fit: async ({ interactions, userFeatures }, { params, signal }) => {
    signal.throwIfAborted();
    const { segments, ...counting } = params as unknown as PopularityParams;
    const weights = weightsNow(interactions, counting);
    const own = segments ? segmentsOf(interactions, weights, userFeatures) : undefined;
    return predictorOf(strengthsOf(interactions, weights), own);
  },
  fromParts: (parts, items) => {
    const read = checkedParts('popularity', parts, FORMAT, items, ['strength', 'taken', 'total']);
    const strength = read.array('strength', Float64Array, items);
    return predictorOf(strength, 'taken' in parts.arrays ? segmentsFrom(read, strength) : undefined);
  },
};

/** What each event counts as of the newest. */
function weightsNow({ weight, time }: Interactions, { halfLifeDays, windowDays }: Omit<PopularityParams, 'segments'>): Float64Array {
  const newest = time.reduce((latest, one) => Math.max(latest, one), -Infinity);
  return weight.map((one, e) => {
    const days = (newest - time[e]) / DAY_MS;
    if (windowDays > 0 && days > windowDays) return 0;
    return one * (halfLifeDays === 0 ? 1 : 2 ** (-days / halfLifeDays));
  });
}

function strengthsOf({ items, item }: Interactions, weights: Float64Array): Float64Array {
  const out = new Float64Array(items.length);
  for (let e = 0; e < item.length; e++) out[item[e]] += weights[e];
  return out;
}

const predictorOf = (strength: Float64Array, segments: Segments | undefined): Recommender => ({
  items: strength.length,
  score: ({ user }, out) => out.set((user && segments && strengthFor(segments, strength, user)) ?? strength),
  toParts: (): Parts => ({
    meta: {
      format: FORMAT,
      outputs: 1,
      columns: strength.length,
      ...(segments ? { segments: segments.columns as unknown as Json, prior: segments.prior } : {}),
    },
    arrays: { strength, ...(segments ? { taken: segments.taken, total: segments.total } : {}) },
  }),
});

function segmentsFrom(read: ReturnType<typeof checkedParts>, strength: Float64Array): Segments {
  const columns = read.setting('segments', areColumns) as unknown as Segments['columns'];
  const segments = columns.reduce((sum, { levels }) => sum + levels, 0);
  return {
    columns,
    taken: read.made('taken', Float32Array, segments * strength.length, isWeight),
    known: Uint8Array.from(strength, (one) => Number(one > 0)),
    total: read.made('total', Float64Array, segments, isWeight),
    prior: read.setting<number>('prior', (value) => typeof value === 'number' && value > 0 && Number.isFinite(value)),
  };
}

const isWeight = (value: number): boolean => value >= 0;

const areColumns = (value: Json): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => {
    const { at, levels } = (one ?? {}) as { readonly [key: string]: Json };
    return Number.isInteger(at) && Number(at) >= 0 && Number.isInteger(levels) && Number(levels) >= 2 && Number(levels) <= MOST_LEVELS;
  });
