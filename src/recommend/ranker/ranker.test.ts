import { describe, expect, it } from 'vitest';
import { finished, random, type Matrix } from '../../core/index.js';
import type { FitRun, Params } from '../../learn/index.js';
import { historyOf } from '../history.js';
import { interactionsOf, type Interactions } from '../interactions.js';
import { judgeLists } from '../judge.js';
import type { Recommender } from '../recommender.js';
import { lastOfEachUser, type SplitInteractions } from '../split.js';
import { asRead, fitMembers, membersOf } from '../members/index.js';
import { recommenderNamed, recommenderSettings, recommenders } from '../registry.js';
import { rankerRows } from './fit.js';
import { itemFacts } from './item-facts.js';

const [USERS, ITEMS, EVENTS] = [60, 400, 12];
const runOf = (params: Params = {}): FitRun => ({
  params: recommenderSettings('ranker', { members: [{ learner: 'item_knn', params: { recency: 10 } }, 'popularity'], ...params }),
  seed: 7,
  threads: 1,
  signal: new AbortController().signal,
});
const members = membersOf(recommenderNamed, 'ranker', runOf().params);
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
    const [rows, changed] = [
      await rankerRows(recommenderNamed, input, inner, members, runOf()),
      await rankerRows(recommenderNamed, input, other, members, runOf()),
    ];
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
    const [early, late] = [itemFacts({ ...input, interactions: inner.before }, 7), itemFacts(input, 7)].map(finished);
    expect(early.popularity[0]).not.toEqual(late.popularity[0]);
    expect(early.takers.values).not.toEqual(late.takers.values);
  });

  it('are of some users where there are too many, the same for the same seed', async () => {
    const few = await rankerRows(recommenderNamed, input, inner, members, runOf(), 10);
    expect(few.users.length).toBeLessThanOrEqual(10);
    expect((await rankerRows(recommenderNamed, input, inner, members, runOf(), 10)).users).toEqual(few.users);
  });
});

describe('a ranker', () => {
  it('finds what no member knows: that users stay near a price', async () => {
    const ranker = await recommenders.ranker.fit(input, runOf({ depth: ITEMS }));
    const singles = asRead(await fitMembers(recommenderNamed, input, members, runOf()), members).map(ndcg);
    expect(ndcg(ranker)).toBeGreaterThan(1.2 * Math.max(...singles));
  });

  it('comes back from its parts to the bit, and refuses damaged ones', async () => {
    const ranker = await recommenders.ranker.fit(input, runOf());
    const parts = ranker.toParts();
    const again = recommenders.ranker.fromParts({ ...parts, meta: JSON.parse(JSON.stringify(parts.meta)) }, ITEMS);
    for (const u of [0, 1, 2]) expect(scoresOf(again, u)).toEqual(scoresOf(ranker, u));
    const meta = parts.meta as { readonly [name: string]: unknown };
    const damages = [
      { ...parts, meta: { ...meta, depth: 0 } },
      { ...parts, meta: { ...meta, members: [] } },
      {
        ...parts,
        meta: {
          ...meta,
          members: [
            { learner: 'blend', params: {} },
            { learner: 'popularity', params: {} },
          ],
        },
      },
      { ...parts, meta: { ...meta, metas: null } },
      { ...parts, arrays: { ...parts.arrays, 'facts.age': new Float64Array(3) } },
      { ...parts, arrays: {} },
    ];
    for (const damaged of damages)
      expect(() => recommenders.ranker.fromParts(damaged as never, ITEMS)).toThrow(expect.objectContaining({ code: 'MW_LEARN_PARTS' }));
  });

  it('says so when nothing came after the cut', async () => {
    const alone = interactionsOf({ user: ['a', 'b'], item: ['000', '001'], time: [1, 2] }, shop.all.items);
    await expect(recommenders.ranker.fit({ interactions: alone }, runOf())).rejects.toThrow(
      expect.objectContaining({ code: 'MW_RECOMMEND_RANKER' }),
    );
  });

  it('has an order for items that no member named, below those that one did', async () => {
    const ranker = await recommenders.ranker.fit(input, runOf({ depth: 5 }));
    const scores = scoresOf(ranker, 0);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(new Set(scores).size).toBeGreaterThan(20);
  });

  it('is not made of what is made of others', () => {
    const refusal = expect.objectContaining({ code: 'MW_LEARN_PARAM_VALUE' });
    expect(() => recommenderSettings('ranker', { members: ['ranker'] })).toThrow(refusal);
    expect(() => recommenderSettings('ranker', { members: [{ learner: 'als', params: {}, weight: 1 }] })).toThrow(refusal);
  });
});
