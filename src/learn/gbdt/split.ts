import { leafValue, type LeafRule } from './gain.js';

/** Keeps hessian sums off zero. */
export const EPSILON = 1e-15;

/** The best split found for a leaf so far. One record per leaf slot, written over and over. */
export interface Split {
  /** Gain over the unsplit leaf and `minGain`; 0 while there is none. */
  gain: number;
  /** Index into the binning's columns. */
  column: number;
  /** Number column: bins up to this one go left. Category column: -1. */
  bin: number;
  /** Number column with a missing bin: missing values go left. */
  missingLeft: boolean;
  /** Number column with a missing bin: the leaf has rows in it. */
  missingSeen: boolean;
  /** Category column: the first `groupSize` entries of `group` are the bins that go left. */
  groupSize: number;
  group: Int32Array;
  leftGradient: number;
  leftHessian: number;
  rightGradient: number;
  rightHessian: number;
  leftValue: number;
  rightValue: number;
}

/** What the search for a split of one leaf needs to know. Sums are over the leaf's rows. */
export interface LeafSums {
  /** Rows. */
  count: number;
  gradient: number;
  hessian: number;
  /** Open range of values that monotone splits above have left. */
  low: number;
  high: number;
}

/** Settings of the search, the same for all leaves of a fit. */
export interface SplitSettings {
  readonly l1: number;
  readonly l2: number;
  readonly minGain: number;
  readonly minRowsPerLeaf: number;
  readonly minHessian: number;
  readonly catSmooth: number;
  readonly catL2: number;
  readonly maxCatThreshold: number;
  readonly maxCatToOneHot: number;
  readonly minDataPerGroup: number;
  /** Whether any column is monotone: then every value is kept within its leaf's range. */
  readonly bounded: boolean;
}

export function emptySplit(mostGrouped: number): Split {
  return {
    gain: 0,
    column: -1,
    bin: -1,
    missingLeft: false,
    missingSeen: false,
    groupSize: 0,
    group: new Int32Array(mostGrouped),
    leftGradient: 0,
    leftHessian: 0,
    rightGradient: 0,
    rightHessian: 0,
    leftValue: 0,
    rightValue: 0,
  };
}

/** Writes a found split into its record; `leftHessian` includes one {@link EPSILON}. */
export function recordSplit(
  split: Split,
  gain: number,
  column: number,
  leaf: LeafSums,
  leftGradient: number,
  leftHessian: number,
  rule: LeafRule,
): void {
  split.gain = gain;
  split.column = column;
  split.leftGradient = leftGradient;
  split.leftHessian = leftHessian - EPSILON;
  split.rightGradient = leaf.gradient - leftGradient;
  split.rightHessian = leaf.hessian + EPSILON - leftHessian;
  split.leftValue = leafValue(leftGradient, leftHessian, rule);
  split.rightValue = leafValue(split.rightGradient, leaf.hessian + 2 * EPSILON - leftHessian, rule);
}
