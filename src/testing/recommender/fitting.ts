import assert from 'node:assert/strict';
import type { FitRun } from '../../learn/index.js';
import type { History, RecommendInput, Recommender } from '../../recommend/index.js';
import { settingsOf } from './settings-of.js';
import type { RecommenderSubject } from './case.js';

/** Fits with the subject's parameters, seed 7 and one thread, unless `run` says otherwise. */
export function fit({ learner, params }: RecommenderSubject, input: RecommendInput, run: Partial<FitRun> = {}): Promise<Recommender> {
  const settings = settingsOf(learner, { ...params, ...run.params });
  return learner.fit(input, { seed: 7, threads: 1, signal: new AbortController().signal, ...run, params: settings });
}

/** A history of items, each a minute after the one before. */
export const historyOf = (items: readonly number[], weights: readonly number[] = items.map(() => 1)): History => ({
  items: Int32Array.from(items),
  weights: Float64Array.from(weights),
  times: Float64Array.from(items, (_, h) => 60_000 * (h + 1)),
});

/** Histories of every odd kind, by what is odd about them, for at least five items. */
export function oddHistories(items: number): Readonly<Record<string, History>> {
  const some = [4, 1, 3];
  const { times: _, ...timeless } = historyOf(some);
  return {
    empty: historyOf([]),
    'one item': historyOf([2]),
    'a few items': historyOf(some),
    'without times': timeless,
    'every item': historyOf(Array.from({ length: items }, (_none, item) => item)),
    'an item that nobody took': historyOf([items - 1]),
    'one item 1,000 times': historyOf(Array.from({ length: 1000 }, () => 1)),
    'a hundred thousand events': historyOf(Array.from({ length: 100_000 }, (_none, h) => (h * 7) % items)),
    'tiny weights': historyOf(some, [1e-6, 1e-6, 1e-6]),
    'huge weights': historyOf(some, [1e6, 1, 1e6]),
  };
}

/** Scores of all items; fails unless all of them are written and finite. */
export function scoresOf(recommender: Recommender, history: History, what = 'scores'): Float64Array {
  const out = new Float64Array(recommender.items).fill(NaN);
  recommender.score(history, out);
  const odd = out.findIndex((score) => !Number.isFinite(score));
  assert.equal(odd, -1, `${what}: the score of item ${odd} is ${out[odd]}`);
  return out;
}
