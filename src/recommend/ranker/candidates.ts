import type { History, Recommender } from '../recommender.js';
import { topItems } from '../top-items.js';

/** What several recommenders say to one history. */
export interface Candidates {
  /** Items that stand among the best of some member, ascending. */
  readonly items: Int32Array;
  /** Per member and item its score. */
  readonly scores: readonly Float64Array[];
  /** Per member and candidate its place among the candidates, from 0. */
  readonly ranks: readonly Float64Array[];
}

/** The `depth` best of every member that are not left out, all together. */
export function candidatesOf(
  members: readonly Recommender[],
  history: History,
  depth: number,
  leftOut: (item: number) => boolean,
): Candidates {
  const scores = members.map((member) => {
    const out = new Float64Array(member.items);
    member.score(history, out);
    return out;
  });
  const items = Int32Array.from(new Set(scores.flatMap((one) => [...topItems(one, depth, leftOut)]))).toSorted();
  const ranks = scores.map((one) => {
    const out = new Float64Array(items.length);
    Int32Array.from(items.keys())
      .toSorted((a, b) => one[items[b]] - one[items[a]] || a - b)
      .forEach((c, rank) => (out[c] = rank));
    return out;
  });
  return { items, scores, ranks };
}
