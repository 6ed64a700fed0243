import { cappedGain, leafGain, leafValue, type LeafRule } from './gain.js';

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
  /** Range of values that `maxStep` and monotone splits above have left. */
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

/** The search for the split of one leaf: what all its columns share. */
export interface LeafSearch {
  /** Gradient and hessian of cell c at `2c` and `2c + 1`. */
  readonly histogram: Float64Array;
  readonly leaf: LeafSums;
  readonly settings: SplitSettings;
  /** The best split so far; found ones are written here. */
  readonly split: Split;
  /** Gain of the unsplit leaf plus `minGain`: what a split has to beat. */
  readonly shift: number;
  /** The leaf's hessian plus two {@link EPSILON}: one for each side. */
  readonly hessian: number;
  /** Rows per hessian: bins know their hessian only, their rows are estimated from it. */
  readonly rowsPerHessian: number;
  /** Rule of the values of plain splits, and of groups of categories. */
  readonly rule: LeafRule;
  readonly groupRule: LeafRule;
}

/** Begins the search: no split yet. */
export function leafSearch(histogram: Float64Array, leaf: LeafSums, settings: SplitSettings, split: Split): LeafSearch {
  const { l1, l2, minGain, catL2, bounded } = settings;
  const { low, high } = leaf;
  const rule = { l1, l2, low, high };
  const hessian = leaf.hessian + 2 * EPSILON;
  split.gain = 0;
  return {
    histogram,
    leaf,
    settings,
    split,
    shift: (bounded ? leafGain(leaf.gradient, leaf.hessian, l1, l2) : cappedGain(leaf.gradient, leaf.hessian, rule)) + minGain,
    hessian,
    rowsPerHessian: leaf.count / hessian,
    rule,
    groupRule: { l1, l2: l2 + catL2, low, high },
  };
}

/** Writes the sums, values and gain of a found split; `leftHessian` includes one {@link EPSILON}. */
export function recordSplit(
  { leaf, split, shift, hessian }: LeafSearch,
  gain: number,
  column: number,
  leftGradient: number,
  leftHessian: number,
  rule: LeafRule,
): void {
  split.gain = gain - shift;
  split.column = column;
  split.leftGradient = leftGradient;
  split.leftHessian = leftHessian - EPSILON;
  split.rightGradient = leaf.gradient - leftGradient;
  split.rightHessian = hessian - leftHessian - EPSILON;
  split.leftValue = leafValue(leftGradient, leftHessian, rule);
  split.rightValue = leafValue(split.rightGradient, hessian - leftHessian, rule);
}
