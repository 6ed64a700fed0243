import { describe, expect, it } from 'vitest';
import { resolveParams } from '../learn/index.js';
import { withColdItems } from './cold/cold.js';
import { interactionsOf } from './interactions.js';
import { recent, withRecency } from './recency.js';
import type { Recommender } from './recommender.js';
import { recommenders } from './registry.js';

it('by hand: every so many newer events halve a weight', () => {
  expect(Array.from(recent({ items: [5, 6, 7], weights: [8, 8, 3] }, 1).weights)).toEqual([2, 4, 3]);
  expect(Array.from(recent({ items: [5, 6, 7], weights: [8, 8, 3] }, 2).weights)).toEqual([4, 8 * Math.SQRT1_2, 3]);
});

it('no weight of a long history comes to nothing', () => {
  const { weights } = recent({ items: new Int32Array(1200), weights: new Float64Array(1200).fill(1) }, 1);
  expect(weights[1199]).toBe(1);
  expect(Array.from(weights).every((weight) => weight > 0)).toBe(true);
});

it.each(['als', 'user_knn', 'bpr', 'hybrid'] as const)('reasons of a long history add up: %s', async (name) => {
  const learner = recommenders[name];
  const run = { params: resolveParams(name, learner.params, name === 'user_knn' ? {} : { factors: 4, iterations: 3 }), seed: 1 };
  const interactions = interactionsOf({ user: ['u', 'u', 'v', 'v', 'w'], item: ['a', 'b', 'b', 'c', 'a'], time: [1, 2, 3, 4, 5] });
  const fitted = await learner.fit({ interactions }, { ...run, threads: 1, signal: new AbortController().signal });
  const recommender = withRecency(fitted, 1);
  // what came first never comes again
  const history = { items: Int32Array.from({ length: 1200 }, (_, h) => (h < 5 ? 0 : 1)), weights: new Float64Array(1200).fill(1) };
  const scores = new Float64Array(3);
  recommender.score(history, scores);
  for (let item = 0; item < 3; item++) {
    const { base, effects } = recommender.because!(history, item);
    expect(effects.reduce((sum, effect) => sum + effect, base)).toBeCloseTo(scores[item], 9);
  }
});

describe('a history with a cold item, which stands for two others', () => {
  /** Scores by what a history says of each item itself; item 3 was never taken and is as much like item 0 as like item 1. */
  const plain: Recommender = {
    items: 4,
    score: ({ items, weights }, out) => {
      out.fill(0);
      for (let h = 0; h < items.length; h++) out[items[h]] += weights[h];
    },
    toParts: () => ({ meta: {}, arrays: {} }),
  };
  const half = Math.SQRT1_2;
  const vectors = { items: 4, width: 2, values: Float32Array.of(1, 0, 0, 1, 0, 0, half, half) };
  const cold = { vectors, popularity: [5, 5, 5, 0] };
  const history = { items: [2, 3, 0], weights: [1, 1, 1] };

  it('has as many newer events as if nothing stood for it, wherever that is read', () => {
    const [inside, outside] = [new Float64Array(4), new Float64Array(4)];
    withColdItems(withRecency(plain, 1), cold).score(history, inside);
    withRecency(withColdItems(plain, cold), 1).score(history, outside);
    inside.forEach((score, item) => expect(score).toBeCloseTo(outside[item], 12));
    expect(inside[2]).toBe(0.25);
  });
});
