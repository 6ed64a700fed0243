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
  type SuppressedItems,
} from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import type { RecommendEntry } from './content.js';
import { fitPlain, methodOf } from './fit.js';
import { someUsers } from './learned-from.js';
import type { People } from './people.js';
import { popularityOf } from './popularity-of.js';
import { servedHistory } from './served-history.js';

/** How candidates are compared. */
export interface Contest {
  /** What came before, and the newest of it: no event of the holdout. */
  readonly split: SplitInteractions;
  readonly suppressed: SuppressedItems;
  /** What is known of items and users, where tables say so. */
  readonly known: Pick<RecommendInput, 'itemFeatures' | 'userFeatures'>;
  /** The same of the users, by their ids. */
  readonly people: People | undefined;
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

/** Below so many events per item on average, most have so few that a cosine is often chance. */
const FEW_EVENTS_PER_ITEM = 30;

/** What is compared when no method is named: each with the settings that are worth a try. */
export function candidatesFor({ items, item }: Interactions): readonly Candidate[] {
  const pairs = items.length <= MOST_ITEMS_FOR_PAIRS ? [100, 300, 1000].map((l2) => ({ learner: 'ease', params: { l2 } })) : [];
  const sessions = item.length <= MOST_EVENTS_FOR_SESSIONS ? [{ learner: 'stan', params: {} }] : [];
  // Where events are few, what many took is put first, and of what users took much is made.
  const areFew = item.length < FEW_EVENTS_PER_ITEM * items.length;
  return [
    { learner: 'popularity', params: {} },
    { learner: 'item_knn', params: {} },
    { learner: 'item_knn', params: { similarity: 'tfidf', neighbours: 200, penalty: areFew ? 0.4 : 1 } },
    ...sessions,
    ...pairs,
    { learner: 'als', params: { alpha: 20 } },
    ...(areFew ? [{ learner: 'als', params: { factors: 128, alpha: 40, l2: 5 } }] : []),
  ];
}

/** A method with some parameters given. */
export interface Candidate {
  readonly learner: string;
  readonly params: Params;
}

/** A candidate as it was judged, and the method that was fitted for it, as its histories are read. */
export interface Tried {
  readonly entry: RecommendEntry;
  readonly recommender: Recommender;
}

/** The candidates by how well they foresee users' newest events, the best settings of each method, best first. */
export async function choose(candidates: readonly Candidate[], judging: Judging, run: RunOptions): Promise<readonly Tried[]> {
  let best: readonly Tried[] = [];
  for (const [i, candidate] of candidates.entries()) {
    run.progress(`comparing ${candidate.learner}`, i, candidates.length);
    best = bestOfEach([...best, await judgedCandidate(candidate, judging, run)]);
  }
  return best;
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
export async function judgedCandidate({ learner, params }: Candidate, contest: Judging, run: RunOptions): Promise<Tried> {
  const startedMs = run.clock();
  const method = methodOf(learner, params);
  const fitted = await fitPlain({ interactions: contest.split.before, ...contest.known }, method, contest.seed, run);
  const valueAt = (recency: number): Promise<number> => valueOf(withRecency(fitted, recency), contest, run);
  const isTimed = 'recency' in recommenderNamed(learner).params;
  const known = isTimed ? params['recency'] : 0;
  const { recency, value } = known === undefined ? await bestRecency(valueAt) : await given(Number(known), valueAt);
  const own = { ...method.params, ...(isTimed ? { recency } : {}) };
  const entry = { learner, params: own, metric: value, seconds: (run.clock() - startedMs) / 1000 };
  return { entry, recommender: withRecency(fitted, recency) };
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
export function bestOfEach(tried: readonly Tried[]): readonly Tried[] {
  const sorted = tried.toSorted((a, b) => b.entry.metric - a.entry.metric);
  return sorted.filter((one, i) => sorted.findIndex((other) => other.entry.learner === one.entry.learner) === i);
}

async function valueOf(
  recommender: Recommender,
  { judged, suppressed, people, metric, popularity }: Judging,
  { signal }: RunOptions,
): Promise<number> {
  const { values } = await judgeListsInTurns(recommender, judged, [metric.k], {
    suppressed,
    knownOf: servedHistory(people),
    signal,
    ties: popularity,
  });
  const own = values[metric.name] ?? new Float64Array();
  return own.length === 0 ? 0 : own.reduce((sum, value) => sum + value, 0) / own.length;
}
