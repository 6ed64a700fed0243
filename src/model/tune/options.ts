import type { Task } from '../../core/index.js';
import type { CategoryEncoding } from '../../features/index.js';
import type { ParamsByLearner, SearchedLearner } from '../../learn/index.js';
import type { ChosenRanges } from '../../tune/index.js';

/** Anything between two ends, both included. On a `log` scale each factor is as likely as the next; the scale is the parameter's own unless said. */
export interface NumberRange {
  readonly low: number;
  readonly high: number;
  readonly scale?: 'linear' | 'log';
}

/** What a parameter is tried at: a range of numbers, or a list of values. One value alone holds the parameter. */
export type RangeFor<V> = readonly V[] | (V extends number ? NumberRange : never);

/** Ranges by learner and parameter. */
export type SpaceFor<T extends Task = Task> = {
  readonly [L in SearchedLearner<T>]?: { readonly [P in keyof ParamsByLearner[L]]?: RangeFor<Required<ParamsByLearner[L]>[P]> };
};

/** How features may be made. What is left out is as the definition has it. */
export interface FeatureRanges<T extends Task = Task> {
  /** How every category is read that is a feature by itself: as defined, or by a rule of `learn`. */
  readonly categories?: readonly ('defined' | (T extends 'multiclass' ? Exclude<CategoryEncoding, 'targetMean'> : CategoryEncoding))[];
  /** Levels that `category` and `oneHot` keep: 1 … 10,000. */
  readonly mostLevels?: RangeFor<number>;
  /** Rows that the overall mean weighs in a `targetMean`: 0 … 1,000,000. */
  readonly smoothing?: RangeFor<number>;
  /** How every number is read: as defined, or as its place among the quantiles of the training rows. */
  readonly numbers?: readonly ('defined' | 'rank')[];
  /** Places of a `rank`: 2 … 1,000. */
  readonly ranks?: RangeFor<number>;
  /** The share of the features that is kept, 0.01 … 1: those by which trees gain most in the training rows of each fit. */
  readonly keep?: RangeFor<number>;
}

/** What `train --budget` and `--trials` search. What is left out is as usual. */
export interface TuneOptions<T extends Task = Task> {
  /** The learners that are tried when none is named. By default several, as the data suits them, and those that `space` names. */
  readonly learners?: readonly SearchedLearner<T>[];
  /** Narrows what is tried, or extends it by parameters that a search leaves at their defaults. */
  readonly space?: SpaceFor<T> & {
    /** Ways to make the features: `{ categories: ['oneHot', 'targetMean'], keep: { low: 0.3, high: 1 } }`. Fitted within each fold, like any other feature. */
    readonly features?: FeatureRanges<T>;
  };
  /** Whether a search begins with the best settings of an earlier one of this model, on other data. Default true. */
  readonly warmStart?: boolean;
}

/** The same, as a definition keeps it. */
export interface TuneRules {
  readonly learners?: readonly string[];
  readonly space?: Readonly<Record<string, ChosenRanges>>;
  readonly warmStart?: boolean;
}
