import type { Interval } from '../interval.js';
import type { BeyondAccuracy } from './beyond-accuracy.js';

/** Part of the users, or of the items that there were to find. */
export interface RankingSegment {
  /** In words: `new users (1 to 5 events)`, `country = DE`, `rare items`. */
  readonly name: string;
  /** `users`: lists of these users. `items`: all lists, but only these items are to be found. */
  readonly of: 'users' | 'items';
  /** How many users were judged. */
  readonly users: number;
  /** By name, for the segments' length of list. */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** What popularity reaches there. */
  readonly baseline: Readonly<Record<string, number>>;
}

/** All that is known of a recommender's lists on what users did next. Plain JSON with finite numbers. */
export interface RankingEvaluation {
  /** Lengths of list, ascending. */
  readonly ks: readonly number[];
  /** `judged` had something to find; the others of the split had not. */
  readonly users: { readonly judged: number; readonly nothingToFind: number; readonly withoutHistory: number };
  /** Of the catalogue, all of which is ranked. */
  readonly items: number;
  /** `ndcg@10` …: means over the judged users. Empty when there are none. */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** The same of the most popular items for everyone, and of a random order: its expected value. */
  readonly baseline: { readonly popularity: Readonly<Record<string, Interval>>; readonly random: Readonly<Record<string, number>> };
  /** How much better than popularity for the same users; positive is better. */
  readonly gains: Readonly<Record<string, Interval>>;
  /** Without those too small to judge. */
  readonly segments: readonly RankingSegment[];
  /** Segments with too few users, by name. */
  readonly smallSegments: readonly { readonly name: string; readonly users: number }[];
  /** At one length of list; beside it popularity's lists, and what the same users took next. Absent when nobody was judged. */
  readonly beyond?: {
    readonly k: number;
    readonly lists: BeyondAccuracy;
    readonly popularity: BeyondAccuracy;
    readonly taken: BeyondAccuracy;
  };
}
