import { random, rowOf, type ColumnHead, type Matrix, type Steps } from '../../core/index.js';
import { historyOf } from '../history.js';
import type { History, Recommender, RecommendInput } from '../recommender.js';
import type { SplitInteractions } from '../split.js';
import { candidateSearch, type CandidateLimits } from './candidates.js';
import { featureRows, matrixOf } from './features.js';
import type { ItemFacts } from './item-facts.js';

/** Rows of candidates by user, and which of them the user took afterwards. */
export interface RankRows {
  readonly x: Matrix;
  readonly y: Float64Array;
  /** Places of the users that are learned from, ascending, and how many rows each has: one user's after the other's. */
  readonly users: readonly number[];
  readonly groups: readonly number[];
}

/** What may be a candidate, and how many users are learned from at most. */
export interface RankLimits extends CandidateLimits {
  readonly users: number;
}

/** What a user did, and what is known of the user. */
export function knownHistory(input: RecommendInput, interactions: RecommendInput['interactions'], user: number): History {
  return { ...historyOf(interactions, user), ...(input.userFeatures ? { user: rowOf(input.userFeatures, user) } : {}) };
}

/**
 * Candidates of users who took something after the cut. Everything but the targets comes from events before it: the members and facts are of those, and so are the
 * histories. Users of whom no candidate was taken teach nothing and are left out; of too many users some are drawn by the seed.
 */
export function* rankRows(
  input: RecommendInput,
  { before, after }: SplitInteractions,
  members: readonly Recommender[],
  facts: ItemFacts,
  names: readonly string[],
  { users, ...limits }: RankLimits,
  seed: number,
): Steps<RankRows> {
  const userColumns: readonly ColumnHead[] = input.userFeatures?.columns ?? [];
  const able = Int32Array.from(before.users.keys()).filter((u) => after.start[u + 1] > after.start[u]);
  const drawn = able.length > users ? random(seed, 'rank users').shuffle(able).subarray(0, users).toSorted() : able;
  const candidatesFor = candidateSearch(members, limits);
  const [blocks, y]: [(readonly Float64Array[])[], number[]] = [[], []];
  const [learned, groups]: [number[], number[]] = [[], []];
  for (const u of drawn) {
    yield;
    const history = knownHistory(input, before, u);
    const later = new Set(historyOf(after, u).items as Int32Array);
    const candidates = candidatesFor(history);
    if (!candidates.items.some((item) => later.has(item))) continue;
    blocks.push(featureRows(candidates, history, facts, userColumns));
    for (const item of candidates.items) y.push(later.has(item) ? 1 : 0);
    learned.push(u);
    groups.push(candidates.items.length);
  }
  yield;
  return { x: matrixOf(names, blocks), y: Float64Array.from(y), users: learned, groups };
}
