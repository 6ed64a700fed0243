import { candidatesOf } from '../members/index.js';
import type { History, Recommender } from '../recommender.js';

/** What several recommenders say to one history. */
export interface Candidates {
  /** Items that stand among the best of some member, ascending. */
  readonly items: Int32Array;
  /** Per member and item its score. */
  readonly scores: readonly Float64Array[];
  /** Per member and candidate its place among the candidates, from 0. */
  readonly ranks: readonly Float64Array[];
}

/** How many candidates each member names, and whether what a user took may be one again. */
export interface CandidateLimits {
  readonly depth: number;
  readonly repeat: boolean;
}

/** Finds the candidates for one history after the other, in the same room: an answer holds until the next one. */
export function candidateSearch(members: readonly Recommender[], { depth, repeat }: CandidateLimits): (history: History) => Candidates {
  const scores = members.map(({ items }) => new Float64Array(items));
  return (history) => {
    const taken = new Set(repeat ? [] : Array.from(history.items));
    const items = candidatesOf(members, history, depth, (item) => taken.has(item), scores);
    return { items, scores, ranks: scores.map((one) => ranksOf(items, one)) };
  };
}

/** Of equal scores the lower place comes first. */
function ranksOf(items: Int32Array, scores: Float64Array): Float64Array {
  const ranks = new Float64Array(items.length);
  Int32Array.from(items.keys())
    .toSorted((a, b) => scores[items[b]] - scores[items[a]] || a - b)
    .forEach((c, rank) => (ranks[c] = rank));
  return ranks;
}
