import type { CategoryColumn } from '../core/index.js';
import {
  beyondAccuracy,
  LIST_LENGTHS,
  rankingMetricsAt,
  userGains,
  userMeans,
  type BeyondAccuracy,
  type ItemSimilarity,
  type RankingEvaluation,
} from '../evaluate/index.js';
import type { Interactions } from './interactions.js';
import { judgeListsInTurns, type JudgedLists, type JudgeRun } from './judge.js';
import { judgeSegments } from './judge-segments.js';
import type { Recommender } from './recommender.js';
import type { SplitInteractions } from './split.js';

/** How a recommender is judged. */
export interface RecommenderEvaluationOptions extends JudgeRun {
  readonly seed: number;
  /** Lengths of list; absent: 5, 10 and 20. */
  readonly ks?: readonly number[];
  /** The length at which segments and what lists are like are told; absent: 10 where it is one of the lengths, else the shortest. */
  readonly k?: number;
  /** Level of the intervals; absent: 0.95. */
  readonly level?: number;
  /** Declared of the users, a row per user of the split: segments by their levels. */
  readonly userColumns?: readonly CategoryColumn[];
  /** Which items are alike, for the variety of lists. */
  readonly similarity?: ItemSimilarity;
}

/** An evaluation, and what each user had of it, so that another recommender can be compared for the same users. */
export interface RecommenderEvaluation {
  readonly evaluation: RankingEvaluation;
  readonly lists: JudgedLists;
  /** The most popular items for everyone, for the same users. */
  readonly baseline: JudgedLists;
}

/**
 * Judges a recommender by what users did next: all metrics with intervals over users, beside popularity and chance, by segments, and what lists are like. All items are
 * ranked, none sampled: see `judgeLists`. Costs one score per user and item; for 50,000 users and 10,000 items some seconds beside the scoring.
 */
export async function evaluateRecommender(
  recommender: Recommender,
  split: SplitInteractions,
  options: RecommenderEvaluationOptions,
): Promise<RecommenderEvaluation> {
  const { ks = LIST_LENGTHS, progress, listOf, ...run } = options;
  const k = options.k ?? (ks.includes(10) ? 10 : Math.min(...ks));
  const lengths = [...new Set([...ks, k])].toSorted((a, b) => a - b);
  const lists = await judgeListsInTurns(recommender, split, lengths, {
    ...run,
    ...(listOf ? { listOf } : {}),
    ...(progress ? { progress } : {}),
  });
  const { takenBy, listOf: popular } = popularityOf(split.before);
  const baseline = await judgeListsInTurns(recommender, split, lengths, { ...run, listOf: popular });
  return { evaluation: evaluated({ split, lists, baseline, takenBy, lengths, k }, options), lists, baseline };
}

interface Judged {
  readonly split: SplitInteractions;
  readonly lists: JudgedLists;
  readonly baseline: JudgedLists;
  readonly takenBy: Float64Array;
  readonly lengths: readonly number[];
  readonly k: number;
}

function evaluated(
  { split: { before }, lists, baseline, takenBy, lengths, k }: Judged,
  options: RecommenderEvaluationOptions,
): RankingEvaluation {
  const { seed, level, similarity, userColumns } = options;
  const drawn = { seed, ...(level === undefined ? {} : { level }) };
  const judged = lists.users.length;
  const head = {
    ks: lengths,
    users: {
      judged,
      nothingToFind: before.users.length - judged,
      withoutHistory: lists.users.filter((u) => before.start[u] === before.start[u + 1]).length,
    },
    items: before.items.length,
  };
  if (judged === 0) return { ...head, metrics: {}, baseline: { popularity: {}, random: {} }, gains: {}, segments: [], smallSegments: [] };
  const segments = judgeSegments({ before, lists, baseline, k, ...(userColumns ? { userColumns } : {}) }, drawn);
  const known = { k, takenBy, users: before.users.length, before: usualPopularity(before, lists.users, takenBy), seed };
  const beyond = (of: readonly ArrayLike<number>[]): BeyondAccuracy =>
    beyondAccuracy({ ...known, lists: of, ...(similarity ? { similarity } : {}) });
  return {
    ...head,
    metrics: userMeans(lists.values, drawn),
    baseline: { popularity: userMeans(baseline.values, drawn), random: atRandom(lists, lengths) },
    gains: userGains(lists.values, baseline.values, drawn),
    ...segments,
    ...(lists.lists.some(({ length }) => length > 0)
      ? { beyond: { k, lists: beyond(lists.lists), popularity: beyond(baseline.lists), taken: beyond(lists.taken) } }
      : {}),
  };
}

/** The expected metrics of lists in random order, over the same users. */
function atRandom({ users, candidates, taken }: JudgedLists, ks: readonly number[]): Record<string, number> {
  const mean = (of: (n: number) => number): number => users.reduce((sum, _, n) => sum + of(n), 0) / users.length;
  return Object.fromEntries(
    rankingMetricsAt(ks).map(({ name, metric, k }) => [name, mean((n) => metric.atRandom(taken[n].length, candidates[n], k))]),
  );
}

/** Per item the share of users who took it, and lists of the items that were taken most. */
function popularityOf({ users, items, start, item, weight }: Interactions) {
  const [last, takers] = [new Int32Array(items.length).fill(-1), new Float64Array(items.length)];
  const strength = new Float64Array(items.length);
  for (let u = 0; u < users.length; u++)
    for (let e = start[u]; e < start[u + 1]; e++) {
      strength[item[e]] += weight[e];
      if (last[item[e]] !== u) takers[item[e]]++;
      last[item[e]] = u;
    }
  const order = Uint32Array.from(strength.keys()).toSorted((a, b) => strength[b] - strength[a] || a - b);
  const listOf: NonNullable<JudgeRun['listOf']> = (_, leftOut, k) => {
    const list: number[] = [];
    for (let rank = 0; rank < order.length && list.length < k; rank++) if (leftOut[order[rank]] === 0) list.push(order[rank]);
    return list;
  };
  return { takenBy: takers.map((n) => n / Math.max(1, users.length)), listOf };
}

/** Per judged user how popular what they took before is; `NaN` where they took nothing. */
const usualPopularity = ({ start, item }: Interactions, judged: Int32Array, takenBy: Float64Array): Float64Array =>
  Float64Array.from(judged, (u) => {
    let sum = 0;
    for (let e = start[u]; e < start[u + 1]; e++) sum += takenBy[item[e]];
    return sum / (start[u + 1] - start[u]);
  });
