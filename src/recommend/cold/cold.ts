import { finished, type Steps } from '../../core/index.js';
import { bestProducts } from '../item_factors/best-products.js';
import { keepingLast } from '../keeping-last.js';
import type { History, Recommender, ScoreShares } from '../recommender.js';
import { likeness, type ItemVectors } from '../vectors/item-vectors.js';
import { mixedScores } from './mixed-scores.js';
import type { Mixture } from './mixture.js';

/** What is needed to recommend items that training never saw. */
export interface ColdOptions {
  /** What all items are like: `vectorsByFeatures` of one table with the recommender's items first, in their order, and new ones after them. */
  readonly vectors: ItemVectors;
  /** Per item of the recommender how much was done with it in training; those with nothing are cold too. */
  readonly popularity: ArrayLike<number>;
  /** How many of the most alike items speak for a cold one (default 10). */
  readonly neighbours?: number;
  /** The cold items, where {@link coldItems} found them before. Absent: it finds them now, all without events. */
  readonly cold?: readonly Mixture[];
}

/**
 * Items without events, or those of them that are asked for, each a mixture of the warm ones that it is most like: their shares come to the mean likeness, from 0 to 1,
 * and the rest to what is usual. Costs cold × warm × width steps at most, of bytes: some milliseconds for one new item among a million.
 */
export const coldItems = (options: Omit<ColdOptions, 'cold'>, asked?: Iterable<number>): readonly Mixture[] =>
  finished(coldItemsInSteps(options, asked));

/** The same, an item a step. */
export function* coldItemsInSteps(
  options: Omit<ColdOptions, 'cold'>,
  asked: Iterable<number> = new Int32Array(options.vectors.items).keys(),
): Steps<readonly Mixture[]> {
  const { vectors, popularity } = options;
  const mixture = mixturesOf(options);
  yield* mixture.prepare();
  const found: Mixture[] = [];
  for (const item of asked) {
    if (popularity[item] > 0) continue;
    found.push(mixture.of(item, vectors.values.subarray(item * vectors.width, (item + 1) * vectors.width)));
    yield;
  }
  return found;
}

/** What items are mixtures of. */
export interface MixturesOf {
  /** The mixture for an item of that vector, whether the items searched have it or not. */
  of(item: number, vector: Float32Array): Mixture;
  /** Makes what is searched, which otherwise the first item waits for. */
  prepare(): Steps<void>;
}

/** Finds the warm ones among some items that others are most like: made once for all that come. */
export function mixturesOf({ vectors, popularity, neighbours = 10 }: Omit<ColdOptions, 'cold'>): MixturesOf {
  const isCold = (item: number): boolean => !(popularity[item] > 0);
  const ties = Float64Array.from({ length: vectors.items }, (_, item) => popularity[item] ?? 0);
  const nearest = bestProducts({ items: vectors.items, factors: vectors.width, factor: vectors.values });
  return {
    prepare: () => nearest.prepare(),
    of: (item, vector) => {
      const near = nearest.of(new Float64Array(vector), neighbours, isCold, ties);
      const size = near.scores.findLastIndex((alike) => alike > 0) + 1;
      const alike = near.scores.subarray(0, size);
      const total = alike.reduce((sum, one) => sum + one, 0);
      const shares = alike.map((one) => (one * (total / size)) / total);
      return { item, of: near.items.subarray(0, size), shares, rest: 1 - shares.reduce((sum, share) => sum + share, 0) };
    },
  };
}

/**
 * A recommender that knows cold items too. A cold item's score is the mean of its neighbours' scores, weighed by likeness; as much as their mean likeness lacks to 1
 * comes from the mean score of all warm items, weighed by popularity: content first, and popularity where content says little. A cold item in a
 * history stands for its neighbours, which are one event (`History.newer`). Shares of scores stay exact. Its parts are those of the recommender: cold items are found again from the item table.
 */
export function withColdItems(recommender: Recommender, options: ColdOptions): Recommender {
  const { vectors, popularity, cold = coldItems(options) } = options;
  const at = new Map(cold.map((one) => [one.item, one]));
  const mixtures = { items: vectors.items, mixed: cold, usual: popularity };
  const inner = recommender.mixed?.(mixtures) ?? mixedScores(recommender, mixtures);
  const translatedOf = keepingLast((history: History) => translated(history, at));
  return {
    items: vectors.items,
    score: (history, out) => inner.score(translatedOf(history).history, out),
    ...(inner.best ? { best: (history, k, leftOut, ties) => inner.best!(translatedOf(history).history, k, leftOut, ties) } : {}),
    ...(inner.because ? { because: (history, item) => because(inner, history.items.length, translatedOf(history), item) } : {}),
    similar(item, out) {
      if (!at.has(item) && recommender.similar) {
        const warm = new Float64Array(recommender.items);
        recommender.similar(item, warm);
        out.fill(0);
        out.set(warm);
        for (const one of cold) out[one.item] = one.of.reduce((sum, other, n) => sum + one.shares[n] * warm[other], 0);
      } else for (let other = 0; other < vectors.items; other++) out[other] = other === item ? 0 : likeness(vectors, item, other);
    },
    ...(inner.prepare ? { prepare: () => inner.prepare!() } : {}),
    toParts: () => recommender.toParts(),
  };
}

/** A history without cold items. */
interface Translated {
  readonly history: History;
  /** Of which entry of the given history each entry comes; absent where nothing was translated. */
  readonly from?: readonly number[];
}

function translated(history: History, cold: ReadonlyMap<number, Mixture>): Translated {
  if (!hasAny(history.items, cold)) return { history };
  const entries = Array.from(history.items, (item, h) => {
    const one = cold.get(item);
    return one
      ? Array.from(one.of, (other, n) => ({ item: other, weight: history.weights[h] * one.shares[n], from: h }))
      : [{ item, weight: history.weights[h], from: h }];
  }).flat();
  const { times } = history;
  return {
    from: entries.map(({ from }) => from),
    history: {
      ...history,
      items: Int32Array.from(entries, ({ item }) => item),
      weights: Float64Array.from(entries, ({ weight }) => weight),
      ...(times ? { times: Float64Array.from(entries, ({ from }) => times[from]) } : {}),
      newer: Int32Array.from(entries, ({ from }) => history.newer?.[from] ?? history.items.length - 1 - from),
    },
  };
}

function hasAny(items: ArrayLike<number>, cold: ReadonlyMap<number, Mixture>): boolean {
  for (let h = 0; h < items.length; h++) if (cold.has(items[h])) return true;
  return false;
}

/** Shares by the entries of the given history. */
function because(inner: Recommender, entries: number, { history, from }: Translated, item: number): ScoreShares {
  const shares = inner.because!(history, item);
  if (!from) return shares;
  const effects = new Float64Array(entries);
  for (let h = 0; h < from.length; h++) effects[from[h]] += shares.effects[h];
  return { base: shares.base, effects };
}
