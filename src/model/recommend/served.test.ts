import { expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { interactionsOf, type Recommender } from '../../recommend/index.js';
import type { ItemColumns } from './item-columns.js';
import { asServed, coldOnes } from './served.js';

/** Scores are the weights of a history's entries, added up by item. */
const echo: Recommender = {
  items: 4,
  score: ({ items, weights }, out) => {
    out.fill(0);
    for (let h = 0; h < items.length; h++) out[items[h]] += weights[h];
  },
  toParts: () => ({ meta: null, arrays: {} }),
};

it('a cold item in a history is one event for recency, however many it stands for', () => {
  const interactions = interactionsOf({ user: ['u', 'u', 'u'], item: ['a', 'b', 'c'], time: [1, 2, 3] }, ['new']);
  const table: ItemColumns = {
    schema: { kind: t.category() },
    columns: { kind: { kind: 'text', values: ['x', 'y', 'x', 'x'] } },
  };
  const served = asServed(echo, { params: { recency: 1 } }, coldOnes(interactions, table));
  const scores = new Float64Array(4);
  const [b, cold] = [1, 3];
  served.score({ items: [b, cold], weights: [1, 1] }, scores);
  expect(scores[b]).toBe(0.5);
});
