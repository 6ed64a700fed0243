import { finished, inTurns, type Progress, type Steps } from '../core/index.js';
import { rankingMetricsAt } from '../evaluate/index.js';
import { historyOf } from './history.js';
import type { Interactions } from './interactions.js';
import type { History, Recommender } from './recommender.js';
import type { SplitInteractions } from './split.js';
import { takenBefore, type SuppressedItems } from './suppressed.js';
import { topItems } from './top-items.js';

/** The lists of all users who took something new, and how good they are. */
export interface JudgedLists {
  /** Users with something to find: places among all users, ascending. */
  readonly users: Int32Array;
  /** Per user the list, as item places. */
  readonly lists: readonly Int32Array[];
  /** Per user how many items there were to rank. */
  readonly candidates: Int32Array;
  /** Per user the items that there were to find, each once, in order of time. */
  readonly taken: readonly Int32Array[];
  /** Per metric, `ndcg@10`, a value per user. */
  readonly values: Readonly<Record<string, Float64Array>>;
}

/** How lists are made to be judged. */
export interface JudgeOptions {
  /** Absent: what the user took before, so that nothing is recommended twice. */
  readonly suppressed?: SuppressedItems;
  /** What is known of a user when their list is made. Absent: all that they did before. */
  readonly knownOf?: (before: Interactions, user: number) => History;
  /** Makes a list in place of the items of the highest scores: with rules, caps or variety. `leftOut` has a 1 for every item that must not be on it. */
  readonly listOf?: (history: History, leftOut: Uint8Array, k: number, user: number) => ArrayLike<number>;
  /** Per item what decides between equal scores, such as those of a stranger: the higher first. Absent: the lower place. */
  readonly ties?: Float64Array | ((history: History) => Float64Array);
}

/** Judging that gives way to other work and can be ended. */
export interface JudgeRun extends JudgeOptions {
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

/**
 * Ranks all items that a user has not taken before and looks for those that came after (each item once). None is sampled: metrics of a few sampled items put
 * recommenders in another order than metrics of all do (Krichene & Rendle, "On sampled metrics for item recommendation", KDD 2020). Users without anything to find are
 * left out, users without a history are not. Costs one score per user and item, less where the recommender finds the best without scoring all, and a list.
 */
export const judgeLists = (
  recommender: Recommender,
  split: SplitInteractions,
  ks: readonly number[],
  suppressed: SuppressedItems = takenBefore,
): JudgedLists => finished(judging(recommender, split, ks, { suppressed }));

/** The same in turns of some milliseconds, so that a server goes on answering meanwhile; an abort ends it with its reason. */
export const judgeListsInTurns = (
  recommender: Recommender,
  split: SplitInteractions,
  ks: readonly number[],
  { signal = new AbortController().signal, ...run }: JudgeRun = {},
): Promise<JudgedLists> => inTurns(judging(recommender, split, ks, run), signal, TURN_MS);

const TURN_MS = 10;
/** How often progress is told of. */
const TOLD = 20;

function* judging(
  recommender: Recommender,
  { before, after }: SplitInteractions,
  ks: readonly number[],
  { suppressed = takenBefore, knownOf = historyOf, listOf, ties, progress }: JudgeRun,
): Steps<JudgedLists> {
  const [metrics, most, all] = [rankingMetricsAt(ks), Math.max(...ks), before.users.length];
  const [scores, leftOut, isTaken] = [
    new Float64Array(recommender.items),
    new Uint8Array(recommender.items),
    new Uint8Array(recommender.items),
  ];
  const found = { users: [] as number[], lists: [] as Int32Array[], candidates: [] as number[], taken: [] as Int32Array[] };
  const values = metrics.map((): number[] => []);
  if (!listOf && recommender.prepare) yield* recommender.prepare();
  for (let u = 0; u < all; u++) {
    if (progress && u % Math.ceil(all / TOLD) === 0) progress('judging lists', u, all);
    const out = marked(leftOut, suppressed(before, u));
    const taken = newItems(after, u, leftOut, isTaken);
    if (taken.length > 0) {
      const history = knownOf(before, u);
      const list = listOf
        ? Int32Array.from(listOf(history, leftOut, most, u))
        : bestOf(recommender, history, { scores, leftOut, most, ties: typeof ties === 'function' ? ties(history) : ties });
      const hits = Uint8Array.from(list, (item) => isTaken[item]);
      metrics.forEach(({ metric, k }, m) => values[m].push(metric.of(hits, taken.length, k)));
      found.users.push(u);
      found.lists.push(list);
      found.candidates.push(recommender.items - out.length);
      found.taken.push(taken);
    }
    for (const item of out) leftOut[item] = 0;
    for (const item of taken) isTaken[item] = 0;
    yield;
  }
  return {
    ...found,
    users: Int32Array.from(found.users),
    candidates: Int32Array.from(found.candidates),
    values: Object.fromEntries(metrics.map(({ name }, m) => [name, Float64Array.from(values[m])])),
  };
}

function bestOf(
  recommender: Recommender,
  history: History,
  { scores, leftOut, most, ties }: { scores: Float64Array; leftOut: Uint8Array; most: number; ties: Float64Array | undefined },
): Int32Array {
  const isOut = (item: number): boolean => leftOut[item] === 1;
  if (recommender.best) return recommender.best(history, most, isOut, ties).items;
  recommender.score(history, scores);
  return topItems(scores, most, isOut, ties);
}

/** Marks items, and gives each of them once. */
function marked(marks: Uint8Array, items: ArrayLike<number>): readonly number[] {
  const once: number[] = [];
  for (let i = 0; i < items.length; i++) {
    if (marks[items[i]] === 1) continue;
    marks[items[i]] = 1;
    once.push(items[i]);
  }
  return once;
}

/** The items of a user that are not left out, each once; marks them. */
function newItems({ start, item }: Interactions, user: number, leftOut: Uint8Array, marks: Uint8Array): Int32Array {
  const events = item.subarray(start[user], start[user + 1]);
  return Int32Array.from(
    marked(
      marks,
      events.filter((one) => leftOut[one] === 0),
    ),
  );
}
