import { expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { resolveParams } from '../../learn/index.js';
import { als } from '../als/als.js';
import { interactionsOf } from '../interactions.js';
import type { Recommender } from '../recommender.js';
import { makeList, type ListWish } from './make-list.js';
import { plainList } from './plain-list.js';

const ITEMS = 60;

async function fitted(): Promise<Recommender> {
  const draw = random(5, 'plain');
  const rows = Array.from({ length: 1500 }, () => [`u${draw.int(90)}`, `i${String(draw.int(ITEMS)).padStart(2, '0')}`]);
  const interactions = interactionsOf({ user: rows.map(([u]) => u), item: rows.map(([, i]) => i), time: rows.map((_, at) => at) });
  const run = { params: resolveParams('als', als.params, { factors: 8 }), seed: 7, threads: 1, signal: new AbortController().signal };
  return als.fit({ interactions }, run);
}

const vectors = { items: ITEMS, width: 1, values: new Float32Array(ITEMS) };
const history = { items: [3, 8, 21], weights: [1, 1, 1] };

it.for<[string, Partial<ListWish>]>([
  ['nothing else', {}],
  ['a filter', { filter: (item) => item % 3 === 0 }],
  ['excluded items and reasons', { rules: { excluded: Uint8Array.from({ length: ITEMS }, (_, i) => i & 1) }, reasons: 2 }],
  ['one place', { k: 1 }],
  ['more places than items', { k: 100 }],
])('with %s, the list is that of all scores', async ([, wish]) => {
  const recommender = await fitted();
  const { best: _, ...slow } = recommender;
  const whole: ListWish = { history, k: 10, leftOut: (item) => history.items.includes(item), ...wish };
  expect(plainList(recommender, whole)).toBeDefined();
  expect(makeList(recommender, whole)).toEqual(makeList(slow, whole));
});

it.for<[string, Partial<ListWish>]>([
  ['a stranger', { history: { items: [], weights: [] } }],
  ['a filter that leaves nothing', { filter: () => false }],
  ['diversity', { diversity: { weight: 0.5, vectors } }],
  ['diversity of the usual weight', { diversity: { vectors } }],
])('leaves %s to all scores', async ([, wish]) => {
  expect(plainList(await fitted(), { history, k: 5, leftOut: () => false, ...wish })).toBeUndefined();
});
