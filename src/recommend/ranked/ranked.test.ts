import { describe, expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import type { FitRun } from '../../learn/index.js';
import { historyOf } from '../history.js';
import { interactionsOf, type Interactions } from '../interactions.js';
import { judgeLists } from '../judge.js';
import type { Recommender } from '../recommender.js';
import { lastOfEachUser, type SplitInteractions } from '../split.js';
import { blendFrom, fitBlend } from './blend.js';
import { fitRanker, rankerRows } from './fit.js';
import { itemFacts } from './item-facts.js';
import { rankerFrom } from './ranker.js';
import { asRead, fitSources, type RankSource } from './sources.js';

const [USERS, ITEMS, EVENTS] = [60, 400, 12];
const run: FitRun = { params: {}, seed: 7, threads: 1, signal: new AbortController().signal };
const sources: readonly RankSource[] = [
  { learner: 'item_knn', params: { recency: 10 } },
  { learner: 'popularity', params: {} },
];
const named = (i: number): string => `${i}`.padStart(3, '0');

/** Users who take what costs about as much as they spend: so few that who took what says little of it. */
const shop = ((): { all: Interactions; itemFeatures: Matrix } => {
  const draw = random(11, 'shop');
  const price = Float64Array.from({ length: ITEMS }, () => 100 * draw.uniform());
  const events = Array.from({ length: USERS }, (_, u) => {
    const budget = 100 * draw.uniform();
    const near = Array.from(price.keys()).filter((i) => Math.abs(price[i] - budget) < 4);
    return draw
      .shuffle(near)
      .slice(0, EVENTS)
      .map((item, at) => ({ user: named(u), item: named(item), time: 1000 * at + u }));
  }).flat();
  const known = Array.from({ length: ITEMS }, (_, i) => named(i));
  const all = interactionsOf(
    { user: events.map(({ user }) => user), item: events.map(({ item }) => item), time: events.map(({ time }) => time) },
    known,
  );
  return { all, itemFeatures: { rows: ITEMS, columns: [{ kind: 'number', name: 'price', values: price }] } };
})();
const split = lastOfEachUser(shop.all, 0.25);
const inner = lastOfEachUser(split.before, 0.25);
const input = { interactions: split.before, itemFeatures: shop.itemFeatures };
const ndcg = (recommender: Recommender): number => {
  const values = judgeLists(recommender, split, [10]).values['ndcg@10'];
  return values.reduce((sum, one) => sum + one, 0) / values.length;
};
const scoresOf = (recommender: Recommender, u: number): Float64Array => {
  const out = new Float64Array(recommender.items);
  recommender.score(historyOf(split.before, u), out);
  return out;
};

describe('rows of a ranker', () => {
  it('know nothing of what came after the cut, but for the targets', async () => {
    const draw = random(5, 'other futures');
    const other: SplitInteractions = { before: inner.before, after: { ...inner.after, item: inner.after.item.map(() => draw.int(ITEMS)) } };
    const [rows, changed] = [await rankerRows(input, inner, sources, {}, run), await rankerRows(input, other, sources, {}, run)];
    const both = rows.users.filter((u) => changed.users.includes(u));
    expect(both.length).toBeGreaterThan(20);
    const from = ({ users, groups }: typeof rows, u: number): number =>
      groups.slice(0, users.indexOf(u)).reduce((sum, size) => sum + size, 0);
    let targets = 0;
    for (const u of both) {
      const [a, b, size] = [from(rows, u), from(changed, u), rows.groups[rows.users.indexOf(u)]];
      expect(changed.groups[changed.users.indexOf(u)]).toBe(size);
      rows.x.columns.forEach((column, j) =>
        expect((changed.x.columns[j] as typeof column & { values: Float64Array }).values.slice(b, b + size)).toEqual(
          (column as typeof column & { values: Float64Array }).values.slice(a, a + size),
        ),
      );
      for (let r = 0; r < size; r++) targets += Number(rows.y[a + r] !== changed.y[b + r]);
    }
    expect(targets).toBeGreaterThan(50);
  });

  it('would tell a future that leaks: facts of all events are others', () => {
    const [early, late] = [itemFacts({ ...input, interactions: inner.before }, 7), itemFacts(input, 7)];
    expect(early.popularity[0]).not.toEqual(late.popularity[0]);
    expect(early.takers.values).not.toEqual(late.takers.values);
  });

  it('are of some users where there are too many, the same for the same seed', async () => {
    const few = await rankerRows(input, inner, sources, { users: 10 }, run);
    expect(few.users.length).toBeLessThanOrEqual(10);
    expect((await rankerRows(input, inner, sources, { users: 10 }, run)).users).toEqual(few.users);
  });
});

describe('a ranker', () => {
  it('finds what no source knows: that users stay near a price', async () => {
    const ranker = await fitRanker(input, inner, sources, run, { depth: ITEMS });
    const singles = (await fitSources(input, sources, run)).map((one, s) => ndcg(asRead(one, sources[s])));
    expect(ndcg(ranker)).toBeGreaterThan(1.2 * Math.max(...singles));
  });

  it('comes back from its parts to the bit, and refuses damaged ones', async () => {
    const ranker = await fitRanker(input, inner, sources, run);
    const parts = ranker.toParts();
    const again = rankerFrom({ ...parts, meta: JSON.parse(JSON.stringify(parts.meta)) }, ITEMS);
    for (const u of [0, 1, 2]) expect(scoresOf(again, u)).toEqual(scoresOf(ranker, u));
    const meta = parts.meta as { readonly [name: string]: unknown };
    const damages = [
      { ...parts, meta: { ...meta, depth: 0 } },
      { ...parts, meta: { ...meta, sources: [] } },
      { ...parts, meta: { ...meta, metas: null } },
      { ...parts, arrays: { ...parts.arrays, 'facts.age': new Float64Array(3) } },
      { ...parts, arrays: {} },
    ];
    for (const damaged of damages)
      expect(() => rankerFrom(damaged as never, ITEMS)).toThrow(expect.objectContaining({ code: 'MW_LEARN_PARTS' }));
  });

  it('says so when nothing came after the cut', async () => {
    const nothing = { before: split.before, after: { ...split.before, start: new Int32Array(split.before.start.length) } };
    await expect(fitRanker(input, nothing, sources, run)).rejects.toThrow(expect.objectContaining({ code: 'MW_RECOMMEND_RANKER' }));
  });

  it('has an order for items that no source named, below those that one did', async () => {
    const ranker = await fitRanker(input, inner, sources, run, { depth: 5 });
    const scores = scoresOf(ranker, 0);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(new Set(scores).size).toBeGreaterThan(20);
  });
});

describe('a blend', () => {
  it('owes its scores to the history exactly, its weights together 1', async () => {
    const blend = await fitBlend(input, inner, sources, run);
    expect(blend.weights.every((weight) => weight > 0)).toBe(true);
    expect(blend.weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    const history = historyOf(split.before, 3);
    const scores = scoresOf(blend, 3);
    for (let item = 0; item < ITEMS; item += 7) {
      const { base, effects } = blend.because!(history, item);
      expect(effects.reduce((sum, one) => sum + one, base)).toBeCloseTo(scores[item], 9);
    }
  });

  it('comes back from its parts to the bit, and refuses damaged ones', async () => {
    const blend = await fitBlend(input, inner, sources, run);
    const parts = blend.toParts();
    const again = blendFrom({ ...parts, meta: JSON.parse(JSON.stringify(parts.meta)) }, ITEMS);
    expect(scoresOf(again, 4)).toEqual(scoresOf(blend, 4));
    expect(() => blendFrom({ ...parts, meta: { ...(parts.meta as object), weights: [2, -1] } }, ITEMS)).toThrow(
      expect.objectContaining({ code: 'MW_LEARN_PARTS' }),
    );
  });
});
