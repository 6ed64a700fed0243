import { describe, expect, it } from 'vitest';
import { random } from '../core/index.js';
import { sameGroup } from '../evaluate/index.js';
import { interactionsOf } from './interactions.js';
import { judgeLists, judgeListsInTurns } from './judge.js';
import { evaluateRecommender } from './judge-recommender.js';
import type { Recommender } from './recommender.js';
import { fromTime, lastOfAll, lastOne } from './split.js';

/** Scores items by a fixed order of preference, whoever asks. */
const fixed = (scores: readonly number[]): Recommender => ({
  items: scores.length,
  score: (_, out) => out.set(scores),
  toParts: () => ({ meta: { format: 1, outputs: 1, columns: scores.length }, arrays: {} }),
});

const events = (rows: readonly (readonly [string, string, number])[]) =>
  interactionsOf({ user: rows.map(([u]) => u), item: rows.map(([, i]) => i), time: rows.map(([, , t]) => t) });

const small = events([
  ['ann', 'a', 1],
  ['ann', 'b', 2],
  ['ann', 'c', 9],
  ['bo', 'd', 1],
  ['bo', 'd', 9],
  ['cy', 'c', 1],
  ['cy', 'a', 9],
  ['dan', 'b', 9],
]);

describe('lists', () => {
  it('rank every item not taken before, and look for each new one once', () => {
    const judged = judgeLists(fixed([4, 3, 2, 1]), fromTime(small, 5), [1, 2]);
    // bo took nothing new, dan has no history
    expect(Array.from(judged.users)).toEqual([0, 2, 3]);
    expect(judged.lists.map((list) => Array.from(list))).toEqual([
      [2, 3],
      [0, 1],
      [0, 1],
    ]);
    expect(Array.from(judged.candidates)).toEqual([2, 3, 4]);
    expect(judged.taken.map((items) => Array.from(items))).toEqual([[2], [0], [1]]);
    expect(Array.from(judged.values['mrr@2'])).toEqual([1, 1, 0.5]);
    expect(Array.from(judged.values['hit_rate@1'])).toEqual([1, 1, 0]);
  });

  it('of the newest share of all events are those from one moment on', () => {
    // The newest half of eight events are those at 9; the newest eighth too, for all four happened at once.
    for (const share of [0.5, 0.125]) expect(lastOfAll(small, share)).toEqual(fromTime(small, 9));
    expect(lastOfAll(small, 0).after.item.length).toBe(0);
    expect(lastOfAll(small, 1).before.item.length).toBe(0);
  });

  it('with repeats allowed, what was taken before may be found again', () => {
    const judged = judgeLists(fixed([1, 2, 3, 4]), fromTime(small, 5), [1], () => []);
    expect(Array.from(judged.users)).toEqual([0, 1, 2, 3]);
    expect(Array.from(judged.values['recall@1'])).toEqual([0, 1, 0, 0]);
  });

  it('of equal scores are in the order that decides between them, as strangers are served', async () => {
    const judged = await judgeListsInTurns(fixed([0, 0, 0, 0]), fromTime(small, 5), [2], { ties: Float64Array.of(1, 4, 2, 3) });
    // ann took a and b, cy c; dan nothing.
    expect(judged.lists.map((list) => Array.from(list))).toEqual([
      [3, 2],
      [1, 3],
      [1, 3],
    ]);
  });

  it('made by rules are judged as they are made', async () => {
    const judged = await judgeListsInTurns(fixed([1, 2, 3, 4]), fromTime(small, 5), [2], {
      listOf: ({ items }, leftOut, k) => [items.length, leftOut.indexOf(0), k],
    });
    expect(judged.lists.map((list) => Array.from(list))).toEqual([
      [2, 2, 2],
      [1, 0, 2],
      [0, 0, 2],
    ]);
  });

  it('in turns are the same; progress is told and an abort ends it', async () => {
    const told: number[] = [];
    const run = { progress: (_: string, done?: number) => told.push(done!) };
    const split = fromTime(small, 5);
    expect(await judgeListsInTurns(fixed([4, 3, 2, 1]), split, [1, 2], run)).toEqual(judgeLists(fixed([4, 3, 2, 1]), split, [1, 2]));
    expect(told).toEqual([0, 1, 2, 3]);
    const stop = new AbortController();
    let scored = 0;
    const slow: Recommender = {
      ...fixed([4, 3, 2, 1]),
      score: () => {
        scored++;
        for (const from = performance.now(); performance.now() - from < 15;);
      },
    };
    const ended = judgeListsInTurns(slow, split, [1], { signal: stop.signal, progress: () => stop.abort(new Error('enough')) });
    await expect(ended).rejects.toThrow('enough');
    expect(scored).toBe(1);
  });
});

describe('an evaluation', () => {
  const stream = random(11, 'evaluation');
  const users = 200;
  const rows = Array.from({ length: users }, (_, u) => {
    const taste = u % 2;
    const own = Array.from({ length: u < 100 ? 3 : 8 }, (_, t) => [`u${u}`, `i${taste * 10 + stream.int(10)}`, t] as const);
    return [...own, [`u${u}`, u < 3 ? 'new' : `i${taste * 10 + stream.int(10)}`, 99] as const];
  }).flat();
  const split = lastOne(events(rows));
  const { items } = split.before;
  const taste: Recommender = {
    items: items.length,
    score: (history, out) => {
      const own = items[history.items[0]].length === 2 ? 0 : 1;
      items.forEach((name, i) => (out[i] = (name.length === 3 ? 1 : 0) === own ? 1 : 0));
    },
    toParts: () => ({ meta: { format: 1, outputs: 1, columns: items.length }, arrays: {} }),
  };
  const group = items.map((name) => (name === 'new' ? -1 : name.length));
  const country = {
    kind: 'category',
    name: 'country',
    levels: ['de', 'fr'],
    codes: Int32Array.from({ length: users }, (_, u) => (u % 3) - 1),
  } as const;

  it('is plain JSON of finite numbers with baselines, gains and segments, and repeats to the bit', async () => {
    const options = { seed: 7, ks: [5, 10], similarity: sameGroup(group), userColumns: [country] };
    const { evaluation, lists, baseline } = await evaluateRecommender(taste, split, options);
    expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation);
    expect(JSON.stringify(evaluation)).not.toContain('null');
    expect((await evaluateRecommender(taste, split, options)).evaluation).toEqual(evaluation);
    expect(evaluation.users).toEqual({ judged: lists.users.length, nothingToFind: users - lists.users.length, withoutHistory: 0 });
    const { metrics, gains, baseline: beside } = evaluation;
    expect(metrics['ndcg@10'].value).toBeGreaterThan(beside.popularity['ndcg@10'].value);
    expect(gains['ndcg@10'].value).toBeCloseTo(metrics['ndcg@10'].value - beside.popularity['ndcg@10'].value, 12);
    // A list of 5 of n items finds the one item in 5 of n cases.
    const due = lists.candidates.reduce((sum, n) => sum + 5 / n, 0) / lists.users.length;
    expect(beside.random['recall@5']).toBeCloseTo(due, 12);
    expect(baseline.users).toEqual(lists.users);
    const named = [...evaluation.segments, ...evaluation.smallSegments].map(({ name }) => name);
    expect(named).toEqual(
      expect.arrayContaining(['new users (1 to 5 events)', 'users of 6 events or more', 'country = de', 'country unknown']),
    );
    expect(evaluation.smallSegments).toContainEqual({ name: 'items nobody took before', users: 3 });
    const halves = evaluation.segments.filter(({ name }) => name.includes('events'));
    const mean = halves.reduce((sum, s) => sum + s.users * s.metrics['ndcg@10'].value, 0) / lists.users.length;
    expect(mean).toBeCloseTo(metrics['ndcg@10'].value, 12);
    expect(evaluation.beyond!.lists.diversity!.value).toBeLessThan(evaluation.beyond!.popularity.diversity!.value);
    expect(evaluation.beyond!.lists.coverage).toBeGreaterThan(evaluation.beyond!.popularity.coverage);
  });

  it('of nobody says so', async () => {
    const { evaluation } = await evaluateRecommender(taste, fromTime(split.before, 1e9), { seed: 7 });
    expect(evaluation).toMatchObject({ users: { judged: 0, nothingToFind: users }, metrics: {}, segments: [], gains: {} });
    expect(evaluation.beyond).toBeUndefined();
  });
});
