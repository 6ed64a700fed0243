import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveParams, type Params } from '../../learn/index.js';
import { interactionsOf } from '../interactions.js';
import type { Recommender } from '../recommender.js';
import { itemKnn } from './item-knn.js';

/** Similarities by implicit 0.7.3: `fixtures/by_implicit.py`. */
const peer = JSON.parse(readFileSync(new URL('fixtures/by_implicit.json', import.meta.url), 'utf8')) as Record<
  'counts' | 'cosine' | 'tfidf' | 'bm25',
  readonly (readonly number[])[]
>;

/** One event per user and item, with the count as its weight. */
const eventsOf = (counts: readonly (readonly number[])[]) => {
  const events = counts.flatMap((line, u) => line.map((weight, i) => ({ u, i, weight }))).filter(({ weight }) => weight > 0);
  return interactionsOf({
    user: events.map(({ u }) => `user ${100 + u}`),
    item: events.map(({ i }) => `item ${100 + i}`),
    time: events.map((_, e) => e),
    weight: events.map(({ weight }) => weight),
  });
};

const fit = (counts: readonly (readonly number[])[], params: Params): Promise<Recommender> =>
  itemKnn.fit(
    { interactions: eventsOf(counts) },
    { params: resolveParams('item_knn', itemKnn.params, params), seed: 7, threads: 1, signal: new AbortController().signal },
  );

describe('item_knn', () => {
  it.each(['cosine', 'tfidf', 'bm25'] as const)('%s is as in implicit', async (similarity) => {
    const recommender = await fit(peer.counts, { similarity, neighbours: 11 });
    const out = new Float64Array(12);
    peer[similarity].forEach((line, item) => {
      recommender.similar!(item, out);
      line.forEach((value, other) => expect(out[other]).toBeCloseTo(other === item ? 0 : value, 6));
    });
  });

  // Lengths: a √2, b √2, c 1. Products: a·b 1, a·c 1, b·c 0.
  const counts = [
    [1, 1, 0],
    [1, 0, 1],
    [0, 1, 0],
  ];

  it('by hand: what the history is like, times its weights', async () => {
    const recommender = await fit(counts, { neighbours: 2 });
    const out = new Float64Array(3);
    recommender.score({ items: [1, 2], weights: [2, 1] }, out);
    expect(Array.from(out, (score) => Number(score.toFixed(6)))).toEqual([Number((2 * 0.5 + Math.SQRT1_2).toFixed(6)), 0, 0]);
    expect(Array.from(recommender.because!({ items: [1, 2], weights: [2, 1] }, 0).effects, (e) => Number(e.toFixed(6)))).toEqual([
      1,
      Number(Math.SQRT1_2.toFixed(6)),
    ]);
  });

  it('by hand: shrink makes what little speaks for less alike, and one neighbour is the nearest', async () => {
    const recommender = await fit(counts, { neighbours: 1, shrink: 2 });
    const out = new Float64Array(3);
    recommender.similar!(0, out);
    // b: 1 / (2 + 2), c: 1 / (√2 + 2)
    expect(Array.from(out, (score) => Number(score.toFixed(6)))).toEqual([0, 0, Number((1 / (Math.SQRT2 + 2)).toFixed(6))]);
  });

  it('by hand: with less penalty on popularity, what more users took is more alike', async () => {
    const recommender = await fit(counts, { neighbours: 1, penalty: 0.5 });
    const out = new Float64Array(3);
    recommender.similar!(0, out);
    // b: 1 / √(√2 · √2), c: 1 / √√2
    expect(Array.from(out, (score) => Number(score.toFixed(6)))).toEqual([0, 0, Number((2 ** -0.25).toFixed(6))]);
    const without = await fit(counts, { neighbours: 2, penalty: 0 });
    without.similar!(0, out);
    expect([...out]).toEqual([0, 1, 1]);
  });

  it('a penalty is nothing to bm25', async () => {
    const [less, more] = [await fit(peer.counts, { similarity: 'bm25', penalty: 0.3 }), await fit(peer.counts, { similarity: 'bm25' })];
    expect(less.toParts()).toEqual(more.toParts());
  });

  it('of a user of everything the newest 5,000 items say what goes together', async () => {
    const everything = Array.from({ length: 5002 }, (_, i) => ({ user: 'all', item: `item ${10_000 + i}` }));
    const rows = [...everything, { user: 'one', item: 'item 10000' }, { user: 'one', item: 'item 10001' }];
    const interactions = interactionsOf({ user: rows.map(({ user }) => user), item: rows.map(({ item }) => item), time: [...rows.keys()] });
    const run = { params: resolveParams('item_knn', itemKnn.params, {}), seed: 7, threads: 1, signal: new AbortController().signal };
    const out = new Float64Array(5002);
    const recommender = await itemKnn.fit({ interactions }, run);
    const partners = (item: number): number => (recommender.similar!(item, out), out.filter((value) => value > 0).length);
    expect([partners(0), partners(1), partners(2)]).toEqual([1, 1, 50]);
  });
});
