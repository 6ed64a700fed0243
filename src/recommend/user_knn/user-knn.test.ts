import { expect, it } from 'vitest';
import { resolveParams, type Params } from '../../learn/index.js';
import { interactionsOf } from '../interactions.js';
import type { Recommender } from '../recommender.js';
import { userKnn } from './user-knn.js';

/** ann took a and b, bob a and c, cid b alone. */
const interactions = interactionsOf({
  user: ['ann', 'ann', 'bob', 'bob', 'cid'],
  item: ['a', 'b', 'a', 'c', 'b'],
  time: [1, 2, 1, 2, 1],
});

const fit = (params: Params): Promise<Recommender> =>
  userKnn.fit(
    { interactions },
    { params: resolveParams('user_knn', userKnn.params, params), seed: 7, threads: 1, signal: new AbortController().signal },
  );

const scores = (recommender: Recommender, items: number[], weights: number[]): number[] => {
  const out = new Float64Array(3);
  recommender.score({ items, weights }, out);
  return Array.from(out, (score) => Number(score.toFixed(9)));
};

it('by hand: cosines with all who took a, times what they took', async () => {
  // History a, a: weight 2. ann: 2 / (2 · √2) = √½, bob the same, cid has nothing in common.
  const half = Number(Math.SQRT1_2.toFixed(9));
  expect(scores(await fit({ similarity: 'cosine' }), [0, 0], [1, 1])).toEqual([Number(Math.SQRT2.toFixed(9)), half, half]);
});

it('by hand: the nearest user alone, and who comes first of equal ones', async () => {
  const recommender = await fit({ similarity: 'cosine', neighbours: 1 });
  expect(scores(recommender, [0], [1])).toEqual([Number(Math.SQRT1_2.toFixed(9)), Number(Math.SQRT1_2.toFixed(9)), 0]);
  expect(scores(recommender, [1], [1])).toEqual([0, 1, 0]);
});

it('by hand: tfidf lets what most took say nothing', async () => {
  // Of three users two took a: ln 3 − ln 3 = 0. One took c: ln 3 − ln 2.
  expect(scores(await fit({ similarity: 'tfidf' }), [0], [1])).toEqual([0, 0, 0]);
  // bob is compared by c alone: 1.
  expect(scores(await fit({ similarity: 'tfidf' }), [2], [1])).toEqual([1, 0, 1]);
});

it('by hand: shrink halves what is as short', async () => {
  expect(scores(await fit({ similarity: 'cosine', shrink: 1 }), [1], [1])).toEqual([
    Number((1 / (Math.SQRT2 + 1)).toFixed(9)),
    Number((1 / (Math.SQRT2 + 1) + 0.5).toFixed(9)),
    0,
  ]);
});
