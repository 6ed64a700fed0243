import type { Matrix, Steps } from '../core/index.js';
import type { FitRun, ParamTable, Parts } from '../learn/index.js';
import type { ScoredItems } from './best-items.js';
import type { Mixtures } from './cold/mixture.js';
import type { Interactions } from './interactions.js';

/** What one user took, the oldest first, by the places of the items; an item may come again. */
export interface History {
  readonly items: ArrayLike<number>;
  /** Above 0, as in {@link Interactions}. */
  readonly weights: ArrayLike<number>;
  /** Milliseconds since 1970, ascending; absent where nothing is known but the order. */
  readonly times?: ArrayLike<number>;
  /** How many events are newer than each; absent: as many as entries follow it. Several entries may stand for one event. */
  readonly newer?: ArrayLike<number>;
  /** What is known of the user: a row of the user features, as `core/rowOf` codes it; absent for a stranger. */
  readonly user?: Float64Array;
}

/** What a method of recommending learns from. */
export interface RecommendInput {
  readonly interactions: Interactions;
  /** What is known of the items: a row per item of the interactions, in their order. */
  readonly itemFeatures?: Matrix;
  /** What is known of the users: a row per user of the interactions, in their order. */
  readonly userFeatures?: Matrix;
}

/** A score's exact shares: base + effects = the score. */
export interface ScoreShares {
  readonly base: number;
  /** Per entry of the history. */
  readonly effects: Float64Array;
}

/**
 * A fitted recommender: scores of items from a history alone, so that what a user did a moment ago counts, and a user whom training never saw is
 * like any other. Pure; the same history gives the same bits.
 */
export interface Recommender {
  readonly items: number;
  /** Writes the score of every item into `out`; higher is better, only the order means something. Finite. */
  score(history: History, out: Float64Array): void;
  /**
   * The `k` items of the highest scores that are not left out, with their scores: the same as from all scores, to the bit, without working all of
   * them out. Of equal scores that of the higher `ties` first, and then the lower place. Absent where a method has no quicker way.
   */
  best?(history: History, k: number, leftOut: (item: number) => boolean, ties?: Float64Array): ScoredItems;
  /** Because of which entries of the history an item has its score; absent where a score is no sum of such shares. */
  because?(history: History, item: number): ScoreShares;
  /** Writes how alike every item is to one, by what users did with them; absent where the method has no such notion. */
  similar?(item: number, out: Float64Array): void;
  /** The same with items that are mixtures of its own, found by `best` like the others; absent where a method has no quicker way than to score all. */
  mixed?(mixtures: Mixtures): Recommender;
  /** Works out what the first list otherwise waits for; absent where nothing is worth it. */
  prepare?(): Steps<void>;
  toParts(): Parts;
}

/** A method of recommending. Frozen data and functions; nothing is kept between calls. */
export interface RecommendLearner {
  readonly name: string;
  /** One sentence for the help text: what it is good for. */
  readonly summary: string;
  readonly params: ParamTable;
  fit(input: RecommendInput, run: FitRun): Promise<Recommender>;
  /** The recommender again from its parts, for so many items; throws `MW_LEARN_PARTS` rather than trust a file. */
  fromParts(parts: Parts, items: number): Recommender;
}
