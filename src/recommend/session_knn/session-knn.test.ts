import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { resolveParams, type Params } from '../../learn/index.js';
import { historyOf } from '../history.js';
import { interactionsOf, type Interactions } from '../interactions.js';
import type { Recommender, RecommendLearner } from '../recommender.js';
import { sessionsOf } from './sessions.js';
import { stan } from './stan.js';
import { vsknn } from './vsknn.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const events = (user: string, from: number, items: readonly number[]) =>
  items.map((item, at) => ({ user, item: `${item}`, time: from + at * MINUTE }));
const interactions = (list: readonly { user: string; item: string; time: number }[]): Interactions =>
  interactionsOf({ user: list.map(({ user }) => user), item: list.map(({ item }) => item), time: list.map(({ time }) => time) }, [
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
  ]);
const data = interactions([
  ...events('a', 0, [0, 1, 2]),
  ...events('a', 60 * MINUTE, [3, 4]),
  ...events('b', DAY, [1, 2, 2, 4]),
  ...events('c', 0, [5]),
]);
const fit = (learner: RecommendLearner, params: Params = {}, to = data): Promise<Recommender> =>
  learner.fit(
    { interactions: to },
    { params: resolveParams(learner.name, learner.params, params), seed: 7, threads: 1, signal: new AbortController().signal },
  );
const scores = (recommender: Recommender, items: readonly number[], times?: readonly number[]): readonly number[] => {
  const out = new Float64Array(recommender.items);
  recommender.score({ items, weights: items.map(() => 1), ...(times ? { times } : {}) }, out);
  return [...out];
};

describe('sessions', () => {
  it('are cut at gaps, ordered by their ends, each item where it came last, and single items left out', () => {
    const { start, item, end } = sessionsOf(data, 30);
    expect([...start]).toEqual([0, 3, 5, 8]);
    expect([...item]).toEqual([0, 1, 2, 3, 4, 1, 2, 4]);
    expect([...end]).toEqual([2 * MINUTE, 61 * MINUTE, DAY + 3 * MINUTE]);
    expect([...sessionsOf(data, 0).start]).toEqual([0, 5, 8]);
  });
});

describe('V-SKNN', () => {
  it('by hand: events count 1 and .9, a neighbour as much as the events that it shares', async () => {
    const recommender = await fit(vsknn);
    const found = scores(recommender, [1, 2]);
    [1.9, 3.8, 3.8, 0, 1.9, 0].forEach((due, i) => expect(found[i]).toBeCloseTo(due, 12));
    // 2 is shared by both, 3 only by the session of 3 and 4, whose newest shared event has one newer: times .9
    const mixed = scores(recommender, [3, 2]);
    [1, 2, 2, 0.81, 1.81, 0].forEach((due, i) => expect(mixed[i]).toBeCloseTo(due, 12));
  });

  it('looks at the last session alone', async () => {
    const recommender = await fit(vsknn);
    expect(scores(recommender, [3, 0, 1], [0, 40 * MINUTE, 41 * MINUTE])).toEqual(scores(recommender, [0, 1]));
    expect(scores(recommender, [3, 0, 1], [0, 20 * MINUTE, 21 * MINUTE])).toEqual(scores(recommender, [3, 0, 1]));
  });

  it('takes the most alike neighbours, of equal ones the newest, and rare items first where asked', async () => {
    expect(scores(await fit(vsknn, { neighbours: 1 }), [1, 2])).toEqual([0, 1.9, 1.9, 0, 1.9, 0]);
    expect(scores(await fit(vsknn, { sample: 1 }), [1])).toEqual([0, 1, 1, 0, 1, 0]);
    const rare = scores(await fit(vsknn, { rarity: 1 }), [1, 2]);
    expect(rare[0] / rare[4]).toBeCloseTo(Math.log(4 / 2) / Math.log(4 / 3), 12);
  });
});

describe('STAN', () => {
  it('by hand', async () => {
    const likeness = (1 + Math.exp(-1 / 5)) / Math.sqrt(2 * 3);
    const found = scores(await fit(stan), [1, 2]);
    expect(found[0]).toBeCloseTo(likeness * Math.exp(-2 / 5), 12);
    expect(found[4]).toBeCloseTo(likeness * Math.exp(-1 / 5), 12);
    expect(found[3]).toBe(0);
  });

  it('lets older neighbours count less', async () => {
    const [all, dated] = [scores(await fit(stan), [1, 2]), scores(await fit(stan, { days: 2 }), [1, 2])];
    expect(dated[4]).toBeCloseTo(all[4], 12);
    expect(dated[0] / all[0]).toBeCloseTo(Math.exp(-(DAY + MINUTE) / DAY / 2), 12);
  });
});

describe.each([vsknn, stan])('$name', (learner) => {
  const draw = random(3, learner.name);
  const many = interactionsOf({
    user: Array.from({ length: 600 }, () => `${draw.int(40)}`),
    item: Array.from({ length: 600 }, () => `${draw.int(30)}`),
    time: Array.from({ length: 600 }, () => draw.int(5000) * MINUTE),
  });

  it('tells which events a score is owed to, exactly', async () => {
    const recommender = await fit(learner, { gapMinutes: 500, sample: 6, neighbours: 15 }, many);
    const out = new Float64Array(recommender.items);
    for (let u = 0; u < many.users.length; u++) {
      const history = historyOf(many, u);
      recommender.score(history, out);
      out.forEach((score, item) =>
        expect(recommender.because!(history, item).effects.reduce((sum, one) => sum + one, 0)).toBeCloseTo(score, 9),
      );
    }
  });

  it('has one answer for one history, whatever was asked before', async () => {
    const recommender = await fit(learner);
    const alone = scores(await fit(learner), [1, 2], [1, 1]);
    scores(recommender, [1, 2, 1]);
    expect(scores(recommender, [1, 2], [1, 1])).toEqual(alone);
  });

  it('comes back from its parts to the bit, and refuses damaged ones', async () => {
    const recommender = await fit(learner, { gapMinutes: 500, neighbours: 20 }, many);
    const parts = recommender.toParts();
    const again = learner.fromParts({ ...parts, meta: JSON.parse(JSON.stringify(parts.meta)) }, recommender.items);
    expect(scores(again, [1, 2, 3])).toEqual(scores(recommender, [1, 2, 3]));
    const damages = [
      { ...parts, arrays: { ...parts.arrays, item: Int32Array.from(parts.arrays['item'], () => 99) } },
      { ...parts, arrays: { ...parts.arrays, end: Float64Array.from(parts.arrays['end'], (one) => -one) } },
      { ...parts, arrays: { ...parts.arrays, start: new Int32Array(parts.arrays['start'].length) } },
      { ...parts, meta: { ...(parts.meta as object), gapMinutes: null } },
    ];
    for (const damaged of damages)
      expect(() => learner.fromParts(damaged, recommender.items)).toThrow(expect.objectContaining({ code: 'MW_LEARN_PARTS' }));
  });

  it('is of one mind about nothing', async () => {
    expect(scores(await fit(learner), [])).toEqual([0, 0, 0, 0, 0, 0]);
    const empty = interactionsOf({ user: [], item: [], time: [] }, ['a', 'b']);
    expect(scores(await fit(learner, {}, empty), [1])).toEqual([0, 0]);
  });
});
