import { rankingMetrics } from '../evaluate/index.js';
import { historyOf } from './history.js';
import type { Interactions } from './interactions.js';
import type { Recommender } from './recommender.js';
import type { SplitInteractions } from './split.js';
import { topItems } from './top-items.js';

/** The lists of all users who took something new, and how good they are. */
export interface JudgedLists {
  /** Users with something to find: places among all users, ascending. */
  readonly users: Int32Array;
  /** Per user the list, as item places. */
  readonly lists: readonly Int32Array[];
  /** Per metric, `ndcg@10`, a value per user. */
  readonly values: Readonly<Record<string, Float64Array>>;
}

/**
 * Ranks all items that a user has not taken before, none sampled, and looks for those that came after (each item once). `suppressed` says which items
 * are neither ranked nor looked for: by default those taken before, so that nothing is recommended twice. Users without anything to find are left out, users without a history are not.
 */
export function judgeLists(
  recommender: Recommender,
  { before, after }: SplitInteractions,
  ks: readonly number[],
  suppressed: (before: Interactions, user: number) => ArrayLike<number> = takenBefore,
): JudgedLists {
  const [items, most] = [recommender.items, Math.max(...ks)];
  const scores = new Float64Array(items);
  const [users, lists]: [number[], Int32Array[]] = [[], []];
  const values: Record<string, number[]> = {};
  for (let u = 0; u < before.users.length; u++) {
    const history = historyOf(before, u);
    const seen = new Set(Array.from(suppressed(before, u)));
    const taken = new Set(Array.from(historyOf(after, u).items).filter((item) => !seen.has(item)));
    if (taken.size === 0) continue;
    recommender.score(history, scores);
    const list = topItems(scores, most, (item) => seen.has(item));
    const hits = Uint8Array.from(list, (item) => (taken.has(item) ? 1 : 0));
    users.push(u);
    lists.push(list);
    for (const metric of rankingMetrics) for (const k of ks) (values[`${metric.name}@${k}`] ??= []).push(metric.of(hits, taken.size, k));
  }
  return {
    users: Int32Array.from(users),
    lists,
    values: Object.fromEntries(Object.entries(values).map(([name, list]) => [name, Float64Array.from(list)])),
  };
}

/** What a user took before. */
const takenBefore = ({ start, item }: Interactions, user: number): ArrayLike<number> => item.subarray(start[user], start[user + 1]);
