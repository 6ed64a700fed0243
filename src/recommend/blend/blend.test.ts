import { describe, expect, it } from 'vitest';
import { finished, random } from '../../core/index.js';
import { rankingMetricNamed } from '../../evaluate/index.js';
import type { FitRun, Params } from '../../learn/index.js';
import { historyOf } from '../history.js';
import { interactionsOf, type Interactions } from '../interactions.js';
import type { History, Recommender } from '../recommender.js';
import { recommenderNamed, recommenderSettings, recommenders } from '../registry.js';
import { lastOfEachUser } from '../split.js';
import { blendCases, type BlendCase } from './cases.js';
import { fitBlend } from './fit.js';
import { blended } from './predictor.js';
import { blendWeights, foundBlend } from './weights.js';

const runOf = (params: Params): FitRun => ({
  params: recommenderSettings('blend', params),
  seed: 7,
  threads: 1,
  signal: new AbortController().signal,
});

/** Says the same of items to everybody, and gives no reasons. */
const plain = (...scores: number[]): Recommender => ({
  items: scores.length,
  score: (_, out) => out.set(scores),
  toParts: () => ({ meta: {}, arrays: {} }),
});
const scoresOf = (recommender: Recommender, history: History): Float64Array => {
  const out = new Float64Array(recommender.items);
  recommender.score(history, out);
  return out;
};
const nothing: History = { items: [], weights: [] };
const member = (learner: string, weight: number) => ({ learner, params: {}, weight });

/** Users of four tastes, who take what is new besides. */
const shop = ((): Interactions => {
  const draw = random(3, 'tastes');
  const rows = Array.from({ length: 200 }, (_, u) =>
    Array.from({ length: 16 }, (__, e) => ({
      user: `u${u}`,
      item:
        e % 2 === 0
          ? `taste ${(u % 4) * 15 + Math.floor(15 * draw.uniform())}`
          : `new ${Math.floor(e / 2) * 6 + Math.floor(6 * draw.uniform())}`,
      time: 1000 * e + u,
    })),
  ).flat();
  return interactionsOf({ user: rows.map(({ user }) => user), item: rows.map(({ item }) => item), time: rows.map(({ time }) => time) });
})();

describe('a blend', () => {
  it('adds up shares of the way from the least to the best, by weight', () => {
    const blend = blended([member('a', 3), member('b', 1)], [plain(2, 4, 6), plain(10, 5, 0)]);
    expect([...scoresOf(blend, nothing)]).toEqual([0.25, 0.375 + 0.125, 0.75]);
  });

  it('hears nothing of a member to whom all items are equal', () => {
    const blend = blended([member('a', 1), member('b', 1)], [plain(1, 0, 0.5), plain(7, 7, 7)]);
    expect([...scoresOf(blend, nothing)]).toEqual([0.5, 0, 0.25]);
  });

  it('owes its scores to the history exactly, those of a member without reasons to nothing of it', async () => {
    const members = [{ learner: 'item_knn', params: { recency: 5 }, weight: 2 }, { learner: 'stan', params: {}, weight: 1 }, { learner: 'popularity', params: {}, weight: 1 }]; // prettier-ignore
    const blend = await recommenders.blend.fit({ interactions: shop }, runOf({ members }));
    const history = historyOf(shop, 3);
    const scores = scoresOf(blend, history);
    for (let item = 0; item < shop.items.length; item += 5) {
      const { base, effects } = blend.because!(history, item);
      expect(effects.reduce((sum, one) => sum + one, base)).toBeCloseTo(scores[item], 12);
    }
    const stranger = blend.because!(nothing, 3);
    expect(stranger).toEqual({ base: scoresOf(blend, nothing)[3], effects: new Float64Array(0) });
    expect(stranger.base).toBeGreaterThan(0);
    const popular = await recommenders.blend.fit({ interactions: shop }, runOf({ members: [member('popularity', 1)] }));
    expect([popular.because, popular.similar]).toEqual([undefined, undefined]);
  });

  it('asks a member without reasons for its scores once, however many reasons are told', () => {
    let asked = 0;
    const counted: Recommender = { ...plain(3, 1, 2), score: (_, out) => (asked++, out.set([3, 1, 2])) };
    const because = (_: History, item: number) => ({ base: [2, 4, 6][item], effects: new Float64Array(1) });
    const blend = blended([member('a', 1), member('b', 1)], [{ ...plain(2, 4, 6), because }, counted]);
    expect([0, 1, 2].map((item) => blend.because!({ items: [1], weights: [1] }, item).base)).toEqual([0.5, 0.25, 0.75]);
    expect(asked).toBe(1);
  });

  it('keeps to weights that are given', async () => {
    const blend = await recommenders.blend.fit(
      { interactions: shop },
      runOf({ members: [member('item_knn', 9), member('popularity', 1)] }),
    );
    expect((blend.toParts().meta as { members: unknown }).members).toMatchObject([{ weight: 9 }, { weight: 1 }]);
  });

  it('weighs by events that no member has seen', async () => {
    const cut = lastOfEachUser(shop, 0.2).before;
    const seen: Interactions[] = [];
    const find = (name: string) => ({
      ...recommenderNamed(name),
      fit: async (input: { interactions: Interactions }, run: FitRun) => {
        seen.push(input.interactions);
        return recommenderNamed(name).fit(input, run);
      },
    });
    await fitBlend(find, { interactions: shop }, runOf({ members: ['item_knn', 'popularity'] }));
    expect(seen.slice(0, 2)).toEqual([cut, cut]);
    expect(seen.slice(2).every((one) => one === shop)).toBe(true);
  });

  it('does not trust a method that remembers: one that knows all by heart is worth nothing where it has not been', async () => {
    const split = lastOfEachUser(shop, 0.2);
    const next = new Map(shop.users.map((_, u) => [shop.item[split.before.start[u]], historyOf(split.after, u)]));
    /** What users took after what they began with, for those whose events it was fitted on. */
    const byHeart = (all: Interactions): Recommender => ({
      ...plain(...all.items.map(() => 0)),
      score: ({ items }, out) => {
        out.fill(0);
        if (all === shop) for (const item of Array.from(next.get(items[0])?.items ?? [])) out[item] = 1;
      },
    });
    const leaky = { ...recommenders.popularity, fit: async ({ interactions }: { interactions: Interactions }) => byHeart(interactions) };
    const find = (name: string) => (name === 'popularity' ? leaky : recommenderNamed(name));
    const blend = await fitBlend(find, { interactions: shop }, runOf({ members: ['popularity', 'item_knn'] }));
    expect((blend.toParts().meta as { members: unknown }).members).toMatchObject([{ learner: 'item_knn', weight: 1 }]);
  });

  it('refuses parts whose members have no weight, and settings that weigh some', async () => {
    const blend = await recommenders.blend.fit({ interactions: shop }, runOf({ members: [member('popularity', 1)] }));
    const { meta, arrays } = blend.toParts();
    for (const members of [
      [],
      [{ learner: 'popularity', params: {} }],
      [{ learner: 'blend', params: {}, weight: 1 }],
      [member('nobody', 1)],
    ])
      expect(() => recommenders.blend.fromParts({ meta: { ...(meta as object), members } as never, arrays }, blend.items)).toThrow(
        expect.objectContaining({ code: 'MW_LEARN_PARTS' }),
      );
    const refusal = expect.objectContaining({ code: 'MW_LEARN_PARAM_VALUE' });
    for (const members of [['blend'], ['ranker'], ['als', member('ease', 1)], [{ learner: 'ease', params: { l2: -1 } }]])
      expect(() => recommenderSettings('blend', { members })).toThrow(refusal);
  });
});

describe('weights of a blend', () => {
  const metric = rankingMetricNamed('ndcg@5', [5]);
  /** Two items of which one was taken; the member of that place knows it, the others say the opposite. */
  const knownBy = (knower: number, members: number): BlendCase => ({
    shares: Array.from({ length: members }, (_, m) => Float64Array.of(m === knower ? 1 : 0, m === knower ? 0 : 0.4)),
    taken: Uint8Array.of(1, 0),
    sought: 1,
  });

  it('go to whoever knows, and are none for whoever does not', () => {
    const cases = Array.from({ length: 40 }, (_, c) => knownBy((c >> 2) % 2, 3));
    const weights = finished(blendWeights(cases, 3, metric));
    expect(weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    expect(weights[2]).toBe(0);
    expect(Math.min(weights[0], weights[1])).toBeGreaterThan(0.2);
  });

  it('are worth to others what others found: luck of its own users helps nobody', () => {
    const cases = Array.from({ length: 40 }, (_, c) => knownBy(c % 2, 2));
    const { values, alone } = finished(foundBlend(cases, 2, metric));
    const second = 1 / Math.log2(3);
    expect([...alone]).toEqual(cases.map(() => second));
    expect([...values]).toEqual([...alone]);
  });

  it('are shared where two find different things', () => {
    const cases = Array.from({ length: 8 }, () => ({
      shares: [Float64Array.of(1, 0.5, 0.6, 0), Float64Array.of(0.5, 1, 0, 0.6)],
      taken: Uint8Array.of(1, 1, 0, 0),
      sought: 2,
    }));
    const { weights, values, alone } = finished(foundBlend(cases, 2, rankingMetricNamed('ndcg@2', [2])));
    expect([...values]).toEqual(cases.map(() => 1));
    for (const one of alone) expect(one).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.1);
  });

  it('stand on the first where there is nobody to judge by', () => {
    expect([...finished(blendWeights([], 2, metric))]).toEqual([1, 0]);
  });

  it('are found by the best of every member, evenly spread users, and no item that is left out', () => {
    const split = { before: interactionsOf({ user: ['a', 'b', 'c'], item: ['1', '1', '2'], time: [1, 1, 1] }, ['1', '2', '3']), after: interactionsOf({ user: ['a', 'b', 'c'], item: ['2', '1', '3'], time: [2, 2, 2] }, ['1', '2', '3']) }; // prettier-ignore
    const cases = finished(blendCases([plain(3, 2, 1)], split, 5));
    expect(cases.map(({ taken, sought }) => [[...taken], sought])).toEqual([
      [[1, 0], 1],
      [[0, 1], 1],
    ]);
    expect([...cases[0].shares[0]]).toEqual([0.5, 0]);
    expect(finished(blendCases([plain(3, 2, 1)], split, 5, { most: 1 }))).toHaveLength(1);
  });
});
