import { describe, expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import { resolveParams, type Params } from '../../learn/index.js';
import { historyOf } from '../history.js';
import { interactionsOf } from '../interactions.js';
import { recommenders } from '../registry.js';
import { topItems } from '../top-items.js';
import { vectorsByFeatures } from '../vectors/features.js';
import { coldItems, withColdItems } from './cold.js';

const [GROUPS, EACH, NEW] = [6, 12, 2];
const OLD = GROUPS * EACH;
/** Old items, then two new ones per category. */
const categoryOf = (item: number): number => (item < OLD ? Math.floor(item / EACH) : Math.floor((item - OLD) / NEW));
const items = OLD + GROUPS * NEW;
const features: Matrix = {
  rows: items,
  columns: [
    {
      kind: 'category',
      name: 'category',
      levels: Array.from({ length: GROUPS }, (_, g) => `${g}`),
      codes: Int32Array.from({ length: items }, (_, i) => categoryOf(i)),
    },
  ],
};
const named = (i: number): string => `${i}`.padStart(3, '0');

/** Every user takes five items of one category, and one of any. */
const events = ((): readonly { user: string; item: string; time: number }[] => {
  const draw = random(2, 'cold');
  return Array.from({ length: 120 }, (_, u) => {
    const own = Array.from({ length: EACH }, (__, i) => (u % GROUPS) * EACH + i);
    return [...draw.shuffle(own).slice(0, 5), draw.int(OLD)].map((item, at) => ({ user: named(u), item: named(item), time: at }));
  }).flat();
})();
const interactions = interactionsOf(
  { user: events.map(({ user }) => user), item: events.map(({ item }) => item), time: events.map(({ time }) => time) },
  Array.from({ length: OLD }, (_, i) => named(i)),
);
const popularity = new Float64Array(OLD);
for (const item of interactions.item) popularity[item]++;
const options = { vectors: vectorsByFeatures(features), popularity };
const fitted = async (name: 'item_knn' | 'ease' | 'als' | 'bpr', params: Params = {}) => {
  const learner = recommenders[name];
  const run = { params: resolveParams(name, learner.params, params), seed: 7, threads: 1, signal: new AbortController().signal };
  return withColdItems(await learner.fit({ interactions }, run), options);
};

describe('items that training never saw', () => {
  it('are like those of their category, and no others', () => {
    const cold = coldItems(options);
    expect(cold.map(({ item }) => item)).toEqual(Array.from({ length: GROUPS * NEW }, (_, i) => OLD + i));
    for (const { item, of: neighbours, shares } of cold) {
      expect([...neighbours].every((other) => other < OLD && categoryOf(other) === categoryOf(item))).toBe(true);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
    }
  });

  it.each(['item_knn', 'ease'] as const)('are found by users of their category: %s', async (name) => {
    const recommender = await fitted(name);
    const scores = new Float64Array(items);
    let found = 0;
    for (let u = 0; u < interactions.users.length; u++) {
      const history = historyOf(interactions, u);
      recommender.score(history, scores);
      const seen = new Set(history.items as Int32Array);
      const fresh = topItems(scores, 2, (item) => item < OLD || seen.has(item));
      found += fresh.filter((item) => categoryOf(item) === u % GROUPS).length / 2;
      const rank = [...scores].filter((score, item) => !seen.has(item) && score > scores[fresh[0]]).length;
      expect(rank).toBeLessThan(EACH);
    }
    // by chance a sixth
    expect(found / interactions.users.length).toBeGreaterThan(0.95);
  });

  it('are owed to the history exactly, also where it holds new items', async () => {
    const recommender = await fitted('ease');
    const scores = new Float64Array(items);
    const history = { items: Int32Array.of(3, OLD + 2, 14), weights: Float64Array.of(1, 2, 1), times: Float64Array.of(1, 2, 3) };
    recommender.score(history, scores);
    for (const item of [0, 13, OLD, OLD + 3]) {
      const { base, effects } = recommender.because!(history, item);
      expect(effects.length).toBe(3);
      expect(effects.reduce((sum, one) => sum + one, base)).toBeCloseTo(scores[item], 9);
    }
  });

  it.each(['als', 'bpr'] as const)('are found among the best without all scores, and their shares add up: %s', async (name) => {
    const recommender = await fitted(name, { factors: 6, iterations: 10 });
    const scores = new Float64Array(items);
    const ties = Float64Array.from({ length: items }, (_, item) => item % 5);
    let found = 0;
    for (let u = 0; u < interactions.users.length; u++) {
      const { items: took } = historyOf(interactions, u);
      // Every third history has a new item in it.
      const taken = [...Array.from(took), ...(u % 3 === 0 ? [OLD + (u % 12)] : [])];
      const history = { items: taken, weights: taken.map((_, h) => 1 + h) };
      recommender.score(history, scores);
      const leftOut = (item: number): boolean => history.items.includes(item);
      const best = recommender.best!(history, 10, leftOut, ties);
      expect(best.items).toEqual(topItems(scores, 10, leftOut, ties));
      expect(best.scores).toEqual(Float64Array.from(best.items, (item) => scores[item]));
      for (const item of best.items.filter((one) => one >= OLD)) {
        found++;
        const { base, effects } = recommender.because!(history, item);
        expect(effects.length).toBe(history.items.length);
        expect(effects.reduce((sum, one) => sum + one, base)).toBeCloseTo(scores[item], 9);
      }
    }
    expect(found).toBeGreaterThan(20);
  });

  it('have the scores that are mixed from all others, whoever mixes them', async () => {
    const run = {
      params: resolveParams('als', recommenders.als.params, { factors: 6 }),
      seed: 7,
      threads: 1,
      signal: new AbortController().signal,
    };
    const plain = await recommenders.als.fit({ interactions }, run);
    const { mixed: _, ...slow } = plain;
    const [quick, due] = [new Float64Array(items), new Float64Array(items)];
    for (let u = 0; u < 20; u++) {
      withColdItems(plain, options).score(historyOf(interactions, u), quick);
      withColdItems(slow, options).score(historyOf(interactions, u), due);
      due.forEach((score, item) => expect(quick[item]).toBeCloseTo(score, 12));
    }
  });

  it('stand for their neighbours in a history', async () => {
    const recommender = await fitted('item_knn');
    const scores = new Float64Array(items);
    recommender.score({ items: [OLD + 2], weights: [1] }, scores);
    const best = topItems(scores, 5, (item) => item >= OLD);
    expect([...best].every((item) => categoryOf(item) === 1)).toBe(true);
  });

  it('of which nothing is known have what is usual among popular items', async () => {
    const unknown = {
      rows: items,
      columns: [{ ...features.columns[0], codes: Int32Array.from({ length: items }, (_, i) => (i === OLD ? -1 : categoryOf(i))) }],
    } as Matrix;
    const learner = recommenders.popularity;
    const plain = await learner.fit(
      { interactions },
      { params: { halfLifeDays: 0 }, seed: 7, threads: 1, signal: new AbortController().signal },
    );
    const scores = new Float64Array(items);
    withColdItems(plain, { vectors: vectorsByFeatures(unknown), popularity }).score({ items: [], weights: [] }, scores);
    const squares = popularity.reduce((sum, one) => sum + one * one, 0);
    expect(scores[OLD]).toBeCloseTo(squares / interactions.item.length, 9);
  });

  it('are alike by content where nothing else is known', async () => {
    const recommender = await fitted('item_knn');
    const out = new Float64Array(items);
    recommender.similar!(OLD + 5, out);
    expect([...topItems(out, 5, () => false)].every((item) => categoryOf(item) === 2)).toBe(true);
    expect(out[OLD + 5]).toBe(0);
    recommender.similar!(0, out);
    expect(out[OLD]).toBeGreaterThan(out[OLD + 2]);
  });
});
