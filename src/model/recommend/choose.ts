import { setImmediate } from 'node:timers/promises';
import type { RankingMetricAt } from '../../evaluate/index.js';
import type { Params } from '../../learn/index.js';
import { judgeLists, recommenderNamed, withRecency, type SplitInteractions } from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import type { RecommendEntry } from './content.js';
import { fitPlain, methodOf, type Method } from './fit.js';
import { someUsers, type Suppressed } from './learned-from.js';
import { popularityOf } from './popularity-of.js';

/** How candidates are compared. */
export interface Contest {
  /** What came before, and the newest of it: no event of the holdout. */
  readonly split: SplitInteractions;
  readonly suppressed: Suppressed;
  readonly metric: RankingMetricAt;
  readonly seed: number;
}

/** Newer events after which an event of a history counts half, as they are tried. */
const RECENCIES = [0, 2, 5, 10, 20, 50, 100] as const;

/** Users by whom settings are chosen: the standard error of their mean is below the differences that matter. */
const JUDGING_USERS = 3000;

/** Above so many items, the inverse of a table of all pairs takes more than a minute and a gigabyte. */
const MOST_ITEMS_FOR_PAIRS = 10_000;

/** What is compared when no method is named: each with the settings that are worth a try. */
export function candidatesFor(items: number): readonly Candidate[] {
  const pairs = items <= MOST_ITEMS_FOR_PAIRS ? [100, 300, 1000].map((l2) => ({ learner: 'ease', params: { l2 } })) : [];
  const names = ['popularity', 'item_knn', 'stan'].map((learner) => ({ learner, params: {} }));
  return [...names, ...pairs, { learner: 'als', params: { alpha: 20 } }];
}

/** A method with some parameters given. */
export interface Candidate {
  readonly learner: string;
  readonly params: Params;
}

/** The candidates by how well they foresee users' newest events, the best settings of each method, best first. */
export async function choose(candidates: readonly Candidate[], contest: Contest, run: RunOptions): Promise<readonly RecommendEntry[]> {
  const entries: RecommendEntry[] = [];
  const judging = judgingOf(contest);
  for (const [i, candidate] of candidates.entries()) {
    run.progress(`comparing ${candidate.learner}`, i, candidates.length);
    entries.push(await judgedCandidate(candidate, judging, run));
  }
  return bestOfEach(entries);
}

/** The same contest, judged by as many users as it takes. */
export const judgingOf = (contest: Contest): Judging => ({
  ...contest,
  judged: someUsers(contest.split, JUDGING_USERS),
  popularity: popularityOf(contest.split.before),
});

/** A contest, and the users by whom it is judged. */
export interface Judging extends Contest {
  readonly judged: SplitInteractions;
  /** Decides between equal scores, as in the lists that are served. */
  readonly popularity: Float64Array;
}

/** Fits a candidate, and finds how much more a user's newer events say where that is not given. */
export async function judgedCandidate({ learner, params }: Candidate, contest: Judging, run: RunOptions): Promise<RecommendEntry> {
  const startedMs = run.clock();
  const method = methodOf(learner, params);
  const fitted = await fitPlain({ interactions: contest.split.before }, method, contest.seed, run);
  let best: { method: Method; value: number } | undefined;
  for (const recency of recenciesOf(learner, params)) {
    run.signal.throwIfAborted();
    const value = valueOf(withRecency(fitted, recency ?? 0), contest);
    if (!best || value > best.value)
      best = { method: recency === undefined ? method : { learner, params: { ...method.params, recency } }, value };
    await setImmediate();
  }
  return { learner, params: best!.method.params, metric: best!.value, seconds: (run.clock() - startedMs) / 1000 };
}

/** The best settings of each method, best first; of equal ones what was tried first, which is the simpler. */
export function bestOfEach(entries: readonly RecommendEntry[]): readonly RecommendEntry[] {
  const sorted = entries.toSorted((a, b) => b.metric - a.metric);
  return sorted.filter((one, i) => sorted.findIndex((other) => other.learner === one.learner) === i);
}

/** Those to try; of what was given, or of a method that does not go by a history, none but that. */
const recenciesOf = (learner: string, given: Params): readonly (number | undefined)[] =>
  !('recency' in recommenderNamed(learner).params) ? [undefined] : 'recency' in given ? [given['recency'] as number] : RECENCIES;

function valueOf(recommender: ReturnType<typeof withRecency>, { judged, suppressed, metric, popularity }: Judging): number {
  const values = judgeLists(recommender, judged, [metric.k], suppressed, popularity).values[metric.name] ?? new Float64Array();
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
