import type { RankingMetricAt } from '../../evaluate/index.js';
import type { Params } from '../../learn/index.js';
import {
  judgeListsInTurns,
  recommenderNamed,
  withRecency,
  type Interactions,
  type Recommender,
  type RecommendInput,
  type SplitInteractions,
} from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import type { RecommendEntry } from './content.js';
import { fitPlain, methodOf } from './fit.js';
import { someUsers, type Suppressed } from './learned-from.js';
import { popularityOf } from './popularity-of.js';

/** How candidates are compared. */
export interface Contest {
  /** What came before, and the newest of it: no event of the holdout. */
  readonly split: SplitInteractions;
  readonly suppressed: Suppressed;
  /** What is known of items and users, where tables say so. */
  readonly known: Pick<RecommendInput, 'itemFeatures' | 'userFeatures'>;
  readonly metric: RankingMetricAt;
  readonly seed: number;
}

/** Newer events after which an event of a history counts half, as they are tried. */
const RECENCIES = [0, 2, 5, 10, 20, 50, 100] as const;

/** Users by whom settings are chosen: the standard error of their mean is below the differences that matter. */
const JUDGING_USERS = 2000;

/** Above so many items, the inverse of a table of all pairs takes more than a minute and a gigabyte. */
const MOST_ITEMS_FOR_PAIRS = 10_000;

/** Of more events, looking for sessions like each of those that are judged takes longer than all else. */
const MOST_EVENTS_FOR_SESSIONS = 200_000;

/** What is compared when no method is named: each with the settings that are worth a try. */
export function candidatesFor({ items, item }: Interactions): readonly Candidate[] {
  const pairs = items.length <= MOST_ITEMS_FOR_PAIRS ? [100, 300, 1000].map((l2) => ({ learner: 'ease', params: { l2 } })) : [];
  const names = ['popularity', 'item_knn', ...(item.length <= MOST_EVENTS_FOR_SESSIONS ? ['stan'] : [])].map((learner) => ({
    learner,
    params: {},
  }));
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
  const fitted = await fitPlain({ interactions: contest.split.before, ...contest.known }, method, contest.seed, run);
  const valueAt = (recency: number): Promise<number> => valueOf(withRecency(fitted, recency), contest, run);
  const seconds = (): number => (run.clock() - startedMs) / 1000;
  if (!('recency' in recommenderNamed(learner).params))
    return { learner, params: method.params, metric: await valueAt(0), seconds: seconds() };
  const { recency, value } = 'recency' in params ? await given(Number(params['recency']), valueAt) : await bestRecency(valueAt);
  return { learner, params: { ...method.params, recency }, metric: value, seconds: seconds() };
}

const given = async (recency: number, valueAt: (recency: number) => Promise<number>) => ({ recency, value: await valueAt(recency) });

/** The best of {@link RECENCIES}: of a few, and then of the neighbours of the best. */
async function bestRecency(valueAt: (recency: number) => Promise<number>): Promise<{ readonly recency: number; readonly value: number }> {
  const values = new Map<number, number>();
  const tryAt = async (at: number): Promise<void> => {
    if (RECENCIES[at] !== undefined && !values.has(at)) values.set(at, await valueAt(RECENCIES[at]));
  };
  const best = (): number => [...values].toSorted(([a, x], [b, y]) => y - x || a - b)[0][0];
  for (const at of [0, 2, 4]) await tryAt(at);
  const coarse = best();
  await tryAt(coarse - 1);
  await tryAt(coarse + 1);
  return { recency: RECENCIES[best()], value: values.get(best())! };
}

/** The best settings of each method, best first; of equal ones what was tried first, which is the simpler. */
export function bestOfEach(entries: readonly RecommendEntry[]): readonly RecommendEntry[] {
  const sorted = entries.toSorted((a, b) => b.metric - a.metric);
  return sorted.filter((one, i) => sorted.findIndex((other) => other.learner === one.learner) === i);
}

async function valueOf(
  recommender: Recommender,
  { judged, suppressed, metric, popularity }: Judging,
  { signal }: RunOptions,
): Promise<number> {
  const { values } = await judgeListsInTurns(recommender, judged, [metric.k], { suppressed, signal, ties: popularity });
  const own = values[metric.name] ?? new Float64Array();
  return own.length === 0 ? 0 : own.reduce((sum, value) => sum + value, 0) / own.length;
}
