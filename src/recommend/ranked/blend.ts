import { checkedParts, type FitRun, type Parts } from '../../learn/index.js';
import type { Json } from '../../core/index.js';
import { historyOf } from '../history.js';
import type { History, Recommender, RecommendInput } from '../recommender.js';
import type { SplitInteractions } from '../split.js';
import { topItems } from '../top-items.js';
import { joinedParts, sourceOwners, sourcesFrom, sourcesIn } from './source-parts.js';
import { asRead, fitSources, type RankSource } from './sources.js';

const FORMAT = 1;

/** A recommender whose scores are weighted sums of others'. */
export interface BlendedRecommender extends Recommender {
  readonly sources: readonly RankSource[];
  /** One per source, 0 and more; together 1. */
  readonly weights: readonly number[];
}

/** How a blend is fitted. */
export interface BlendOptions {
  /** NDCG counts so many places (default 10). */
  readonly k?: number;
  /** How often a source is added (default 20: weights are twentieths). */
  readonly rounds?: number;
  readonly repeat?: boolean;
}

/**
 * A blend of methods: every method's score of an item as its share of the way from the least to the best of all items, weighted. Weights are found on what came after
 * the cut of `split` by adding, over and over, the method that raises the mean NDCG most (Caruana et al., ICML 2004); then all methods are fitted on
 * all interactions. Where one method alone is best, the blend is that method. Shares of scores stay exact.
 */
export async function fitBlend(
  input: RecommendInput,
  split: SplitInteractions,
  sources: readonly RankSource[],
  run: FitRun,
  { k = 10, rounds = 20, repeat = false }: BlendOptions = {},
): Promise<BlendedRecommender> {
  const early = await fitSources({ ...input, interactions: split.before }, sources, run);
  const weights = weightsFor(
    early.map((one, s) => asRead(one, sources[s])),
    split,
    k,
    rounds,
    repeat,
  );
  return blendedOf(sources, await fitSources(input, sources, run), weights);
}

const isWeight = (value: Json): boolean => typeof value === 'number' && value >= 0 && value <= 1;

/** The blend again; throws `MW_LEARN_PARTS` rather than trust a file. */
export function blendFrom(parts: Parts, items: number): BlendedRecommender {
  const read = checkedParts('blend', parts, FORMAT, items, Object.keys(parts.arrays));
  const sources = sourcesIn(read);
  const metas = read.setting<{ readonly [name: string]: Json }>(
    'metas',
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  const weights = read.setting<number[]>(
    'weights',
    (value) => Array.isArray(value) && value.length === sources.length && value.every(isWeight),
  );
  return blendedOf(sources, sourcesFrom(sources, metas, parts.arrays, items), weights);
}

function blendedOf(sources: readonly RankSource[], fitted: readonly Recommender[], weights: readonly number[]): BlendedRecommender {
  const used = fitted.map((one, s) => ({ recommender: asRead(one, sources[s]), weight: weights[s] })).filter(({ weight }) => weight > 0);
  const { items } = fitted[0];
  const scored = (history: History) =>
    used.map(({ recommender, weight }) => {
      const score = new Float64Array(items);
      recommender.score(history, score);
      const [least, range] = rangeOf(score);
      return { recommender, score, least, times: range > 0 ? weight / range : 0 };
    });
  return {
    items,
    sources,
    weights,
    score(history, out) {
      out.fill(0);
      for (const { score, least, times } of scored(history))
        for (let item = 0; item < items; item++) out[item] += times * (score[item] - least);
    },
    because(history, item) {
      const effects = new Float64Array(history.items.length);
      let base = 0;
      for (const { recommender, score, least, times } of scored(history)) {
        const shares = recommender.because?.(history, item) ?? { base: score[item], effects: [] };
        base += times * (shares.base - least);
        shares.effects.forEach((effect, h) => (effects[h] += times * effect));
      }
      return { base, effects };
    },
    toParts() {
      const { metas, arrays } = joinedParts(sourceOwners(fitted));
      return { meta: { format: FORMAT, outputs: 1, columns: items, sources, weights, metas } as unknown as Json, arrays };
    },
  };
}

/** The least of numbers, and how far the greatest is from it. */
function rangeOf(values: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most - least];
}

/** What a user of the time after the cut could be shown, and what was taken. */
interface Judged {
  readonly candidates: Int32Array;
  /** Per source and candidate its share of the way from the least to the best. */
  readonly shares: readonly Float64Array[];
  readonly taken: Uint8Array;
  readonly ideal: number;
}

function weightsFor(
  sources: readonly Recommender[],
  split: SplitInteractions,
  k: number,
  rounds: number,
  repeat: boolean,
): readonly number[] {
  const users = judgedUsers(sources, split, k, repeat);
  const counts = sources.map(() => 0);
  const sums = users.map(({ candidates }) => new Float64Array(candidates.length));
  for (let round = 0; round < rounds; round++) {
    const values = sources.map((_, s) => users.reduce((sum, user, u) => sum + gainOf(user, sums[u], user.shares[s], k), 0));
    const best = values.indexOf(Math.max(...values));
    counts[best]++;
    users.forEach(({ shares }, u) => shares[best].forEach((share, c) => (sums[u][c] += share)));
  }
  return counts.map((count) => count / rounds);
}

function judgedUsers(sources: readonly Recommender[], { before, after }: SplitInteractions, k: number, repeat: boolean): readonly Judged[] {
  return before.users.flatMap((_, u): Judged[] => {
    const history = historyOf(before, u);
    const seen = new Set(repeat ? [] : (history.items as Int32Array));
    const later = new Set(Array.from(historyOf(after, u).items).filter((item) => !seen.has(item)));
    if (later.size === 0) return [];
    const scores = sources.map((source) => {
      const out = new Float64Array(source.items);
      source.score(history, out);
      return out;
    });
    const candidates = Int32Array.from(new Set(scores.flatMap((one) => [...topItems(one, 5 * k, (item) => seen.has(item))]))).toSorted();
    const shares = scores.map((one) => {
      const [least, range] = rangeOf(one);
      return Float64Array.from(candidates, (item) => (range > 0 ? (one[item] - least) / range : 0));
    });
    let ideal = 0;
    for (let p = 0; p < Math.min(k, later.size); p++) ideal += 1 / Math.log2(p + 2);
    return [{ candidates, shares, taken: Uint8Array.from(candidates, (item) => (later.has(item) ? 1 : 0)), ideal }];
  });
}

function gainOf({ taken, ideal }: Judged, sum: Float64Array, share: Float64Array, k: number): number {
  const scores = sum.map((one, c) => one + share[c]);
  let gain = 0;
  topItems(scores, k, () => false).forEach((c, place) => (gain += taken[c] / Math.log2(place + 2)));
  return gain / ideal;
}
