import type { History, Recommender } from '../recommender.js';
import { topItems } from '../top-items.js';

/** Scores a history by every member, each into its own of `scores`; gives the `depth` best of each that are not left out, all together, ascending. */
export function candidatesOf(
  members: readonly Recommender[],
  history: History,
  depth: number,
  leftOut: (item: number) => boolean,
  scores: readonly Float64Array[],
): Int32Array {
  const named = new Set<number>();
  members.forEach((member, m) => {
    member.score(history, scores[m]);
    for (const item of topItems(scores[m], depth, leftOut)) named.add(item);
  });
  return Int32Array.from(named).toSorted();
}
