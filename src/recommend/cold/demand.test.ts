import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import type { Recommender } from '../recommender.js';
import { topItems } from '../top-items.js';
import { beliefIn, warmItems, withDemand } from './demand.js';

/** Two warm items that score 1 and 5 for each entry of a history, over a base of 1; item 2 is cold and scores 2 in all, item 3 is cold and scores 9. */
const plain: Recommender = {
  items: 4,
  score: ({ items }, out) => out.set([1 + items.length, 1 + 5 * items.length, 2, 9]),
  because: ({ items }, item) => ({
    base: item < 2 ? 1 : item === 2 ? 2 : 9,
    effects: new Float64Array(items.length).fill(item === 0 ? 1 : item === 1 ? 5 : 0),
  }),
  toParts: () => ({ meta: null, arrays: {} }),
};
const history = { items: [0, 1], weights: [1, 1] };
const warm = warmItems([10, 30, 0, 0]);

const scoresOf = (of: Recommender): number[] => {
  const out = new Float64Array(4);
  of.score(history, out);
  return [...out];
};

describe('demand for cold items', () => {
  it('by hand: ten events are half believed, and warm items of like popularity speak', () => {
    expect([beliefIn({ events: 0 }), beliefIn({ events: 10 }), beliefIn({ events: 30 })]).toEqual([0, 0.5, 0.75]);
    // Both warm items are peers: (3 + 11) / 2 = 7, so that 2 becomes 2 + (7 − 2) / 2; 9 is above 7 and stays.
    const wanted = withDemand(plain, [2, 3].map((item) => ({ item, events: 10, popularity: 20 })), warm); // prettier-ignore
    expect([scoresOf(plain), scoresOf(wanted)]).toEqual([
      [3, 11, 2, 9],
      [3, 11, 4.5, 9],
    ]);
    // base 2 + (1 − 2) / 2, each effect (0 + 3) / 2
    expect(wanted.because!(history, 2)).toEqual({ base: 1.5, effects: Float64Array.of(1.5, 1.5) });
    expect(wanted.because!(history, 3)).toEqual(plain.because!(history, 3));
    expect(wanted.because!(history, 1)).toEqual(plain.because!(history, 1));
    expect([wanted.best, withDemand(plain, [], warm)]).toEqual([undefined, plain]);
  });

  it('finds the best without all scores, where the recommender does', () => {
    const draw = random(5, 'demand');
    const values = Float64Array.from({ length: 60 }, () => draw.int(12));
    const score = (_: unknown, out: Float64Array): void => out.set(values);
    const best: NonNullable<Recommender['best']> = (_, k, leftOut, ties) => {
      const items = topItems(values, k, leftOut, ties);
      return { items, scores: Float64Array.from(items, (item) => values[item]) };
    };
    const of: Recommender = { items: 60, score, best, toParts: () => ({ meta: null, arrays: {} }) };
    const popularity = Float64Array.from({ length: 60 }, (_, item) => (item < 40 ? draw.int(30) + 1 : 0));
    const demands = [41, 47, 58].map((item) => ({ item, events: 20, popularity: draw.int(30) }));
    const wanted = withDemand(of, demands, warmItems(popularity));
    const scores = new Float64Array(60);
    wanted.score(history, scores);
    expect(scores).not.toEqual(values);
    for (const [k, left] of [
      [1, 41],
      [7, 58],
      [60, 3],
    ] as const) {
      // prettier-ignore
      const leftOut = (item: number): boolean => item === left;
      const items = topItems(scores, k, leftOut, popularity);
      expect(wanted.best!(history, k, leftOut, popularity)).toEqual({ items, scores: Float64Array.from(items, (item) => scores[item]) });
    }
  });

  it('is told by the ten warm items that come nearest in popularity', () => {
    const popularity = Float64Array.from({ length: 31 }, (_, item) => item);
    const scored: Recommender = {
      items: 31,
      score: (_, out) => popularity.forEach((one, item) => (out[item] = one)),
      toParts: () => ({ meta: null, arrays: {} }),
    };
    const at = (wanted: number): number => {
      const out = new Float64Array(31);
      withDemand(scored, [{ item: 0, events: 1e12, popularity: wanted }], warmItems(popularity)).score(history, out);
      return out[0];
    };
    // Of 20: 16 to 24 and 15; of more than any: 21 to 30; of nearly nothing: 1 to 10.
    expect([at(20), at(1e9), at(0.1)].map((one) => Number(one.toFixed(6)))).toEqual([19.5, 25.5, 5.5]);
  });
});
