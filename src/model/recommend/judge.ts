import { meanInterval, type Interval } from '../../evaluate/index.js';
import { judgeLists, type Recommender, type SplitInteractions } from '../../recommend/index.js';
import type { Suppressed } from './learned-from.js';
import { LENGTHS } from './metric.js';

/** What lists are worth on what users did next. */
export interface JudgedRecommender {
  /** By name and length, `ndcg@10`, with intervals over users. */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** Per user with something to find: the place among the users of the split, and the figures. */
  readonly users: Int32Array;
  readonly values: Readonly<Record<string, Float64Array>>;
  /** Share of the items that stand on any list. */
  readonly coverage: number;
}

/** Lists for all users of a split, judged. */
export function judgeRecommender(
  recommender: Recommender,
  split: SplitInteractions,
  suppressed: Suppressed,
  seed: number,
): JudgedRecommender {
  const { users, lists, values } = judgeLists(recommender, split, LENGTHS, suppressed);
  const shown = new Set(lists.flatMap((list) => [...list]));
  return {
    metrics: Object.fromEntries(Object.entries(values).map(([name, each]) => [name, meanInterval(each, { seed }, [0, 1])])),
    users,
    values,
    coverage: shown.size / Math.max(1, recommender.items),
  };
}
