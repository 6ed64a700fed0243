import type { Node } from '../expr/index.js';

/** One fitted input of a model: closed data, no hole left. */
export interface FittedFeature {
  /** The feature's name; parts of a vector are `name[part]`. */
  readonly name: string;
  /** The feature that the user defined, for importance per feature. */
  readonly of: string;
  readonly node: Node;
  /**
   * How training rows read it, when that differs (target statistics: out of fold). Uses the column {@link RANK_COLUMN}.
   * Serving never uses it; the artifact records it.
   */
  readonly trainNode?: Node;
  /** Of a component of several numbers: the share of their sum of squares in the training rows that it explains, 0 … 1. */
  readonly explains?: number;
}

/** A fitted feature set, in the model's input order. JSON. */
export type FittedFeatures = readonly FittedFeature[];

/** Column of a training view whose remainder by the number of encoding folds is a row's fold. */
export const RANK_COLUMN = 'mw:rank';
/** Column of a training view that is 1 where a row may be learned from. */
export const PART_COLUMN = 'mw:part';
/** Column of a training view that holds the target as a double. */
export const TARGET_COLUMN = 'mw:y';
