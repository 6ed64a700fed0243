import { keepingLast } from '../keeping-last.js';
import type { History, Recommender, ScoreShares } from '../recommender.js';
import { topItems } from '../top-items.js';
import { likeness, type ItemVectors } from '../vectors/item-vectors.js';

/** What is needed to recommend items that training never saw. */
export interface ColdOptions {
  /** What all items are like: `vectorsByFeatures` of one table with the recommender's items first, in their order, and new ones after them. */
  readonly vectors: ItemVectors;
  /** Per item of the recommender how much was done with it in training; those with nothing are cold too. */
  readonly popularity: ArrayLike<number>;
  /** How many of the most alike items speak for a cold one (default 10). */
  readonly neighbours?: number;
}

/** Who speaks for a cold item. */
export interface ColdItem {
  readonly item: number;
  /** Warm items, the most alike first. */
  readonly neighbours: Int32Array;
  /** Of each neighbour; together the mean likeness of the neighbours, from 0 to 1. */
  readonly shares: Float64Array;
}

/** Items without events, each with the warm ones that it is most like. Costs cold × warm × width steps: below a millisecond for one new item among 10,000. */
export function coldItems({ vectors, popularity, neighbours = 10 }: ColdOptions): readonly ColdItem[] {
  const isWarm = (item: number): boolean => item < popularity.length && popularity[item] > 0;
  const alike = new Float64Array(vectors.items);
  const ties = Float64Array.from({ length: vectors.items }, (_, item) => popularity[item] ?? 0);
  return Array.from({ length: vectors.items }, (_, item) => item)
    .filter((item) => !isWarm(item))
    .map((item) => {
      for (let other = 0; other < alike.length; other++) alike[other] = isWarm(other) ? likeness(vectors, item, other) : 0;
      const near = topItems(alike, neighbours, (other) => alike[other] === 0, ties);
      const total = near.reduce((sum, other) => sum + alike[other], 0);
      return { item, neighbours: near, shares: Float64Array.from(near, (other) => (alike[other] * (total / near.length)) / total) };
    });
}

/**
 * A recommender that knows cold items too. A cold item's score is the mean of its neighbours' scores, weighed by likeness; as much as their mean likeness lacks to 1
 * comes from the mean score of all warm items, weighed by popularity: content first, and popularity where content says little. A cold item in a
 * history stands for its neighbours, so what reads a history by its places, such as `withRecency`, goes around this and not inside. Shares of scores stay exact. Its parts are those of the recommender: cold items are found again from the item table.
 */
export function withColdItems(recommender: Recommender, options: ColdOptions): Recommender {
  const { vectors, popularity } = options;
  const cold = coldItems(options);
  const at = new Map(cold.map((one) => [one.item, one]));
  const warmth = Array.from(popularity).reduce((sum, one) => sum + one, 0);
  const sure = Float64Array.from(cold, ({ shares }) => shares.reduce((sum, share) => sum + share, 0));
  const isWhole = vectors.items === recommender.items;
  const translatedOf = keepingLast((history: History) => translated(history, at));
  const priorIn = (warm: Float64Array): number => {
    let sum = 0;
    for (let item = 0; item < recommender.items; item++) sum += warm[item] * popularity[item];
    return warmth > 0 ? sum / warmth : 0;
  };
  const warmOf = (history: History, warm: Float64Array): Float64Array => {
    recommender.score(translatedOf(history).history, warm);
    return warm;
  };
  const priorOf = keepingLast((history: History) => priorIn(warmOf(history, new Float64Array(recommender.items))));
  return {
    items: vectors.items,
    score(history, out) {
      const warm = warmOf(history, isWhole ? out : new Float64Array(recommender.items));
      if (warm !== out) out.set(warm);
      const prior = priorIn(warm);
      // Neighbours are warm, so that what is written here is read by nobody below.
      for (let c = 0; c < cold.length; c++) {
        const { item, neighbours, shares } = cold[c];
        let score = 0;
        for (let n = 0; n < neighbours.length; n++) score += shares[n] * out[neighbours[n]];
        out[item] = score + (1 - sure[c]) * prior;
      }
    },
    ...(cold.length === 0 && recommender.best ? { best: recommender.best } : {}),
    ...(recommender.because
      ? {
          because: (history, item) =>
            because(recommender, () => priorOf(history), translatedOf(history), history.items.length, at.get(item), item),
        }
      : {}),
    similar(item, out) {
      if (!at.has(item) && recommender.similar) {
        const warm = new Float64Array(recommender.items);
        recommender.similar(item, warm);
        out.fill(0);
        out.set(warm);
        for (const one of cold) out[one.item] = one.neighbours.reduce((sum, other, n) => sum + one.shares[n] * warm[other], 0);
      } else for (let other = 0; other < vectors.items; other++) out[other] = other === item ? 0 : likeness(vectors, item, other);
    },
    toParts: () => recommender.toParts(),
  };
}

/** A history without cold items, and of which entry of the given one each entry comes. */
interface Translated {
  readonly history: History;
  readonly from: readonly number[];
}

function translated(history: History, cold: ReadonlyMap<number, ColdItem>): Translated {
  const all = Array.from(history.items);
  if (!all.some((item) => cold.has(item))) return { history, from: all.map((_, h) => h) };
  const entries = Array.from(history.items, (item, h) => {
    const one = cold.get(item);
    return one
      ? Array.from(one.neighbours, (other, n) => ({ item: other, weight: history.weights[h] * one.shares[n], from: h }))
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
    },
  };
}

function because(
  recommender: Recommender,
  prior: () => number,
  { history, from }: Translated,
  entries: number,
  cold: ColdItem | undefined,
  item: number,
): ScoreShares {
  const effects = new Float64Array(entries);
  let base = 0;
  const add = (warm: number, times: number): void => {
    const shares = recommender.because!(history, warm);
    base += times * shares.base;
    shares.effects.forEach((effect, h) => (effects[from[h]] += times * effect));
  };
  if (!cold) add(item, 1);
  else {
    cold.neighbours.forEach((other, n) => add(other, cold.shares[n]));
    base += (1 - cold.shares.reduce((sum, share) => sum + share, 0)) * prior();
  }
  return { base, effects };
}
