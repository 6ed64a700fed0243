import type { ColumnHead } from '../../core/index.js';

/** Fields of a node in {@link ForestModel.nodes}. */
export const NODE_FIELDS = 4;

/**
 * How the answers of the trees become margins: log-odds of the mean share of class 1, logarithms of the mean shares of the classes, or
 * `centre` + `spread` × the mean.
 */
export type Answer = 'odds' | 'shares' | 'mean';

/**
 * A fitted forest in flat arrays: what prediction walks through and the artifact stores. Rows are coded by bins once, then every node
 * compares whole numbers.
 */
export interface ForestModel {
  readonly answer: Answer;
  /** Margins per row, and values per leaf. */
  readonly outputs: number;
  /** Regression: what turns values of leaves into values of the target. */
  readonly centre: number;
  readonly spread: number;
  /**
   * Four numbers per node: its column; a rule; the left and the right child. Children come after their parents; a child of `−1 − k` is
   * leaf k. A rule of 2b or 2b + 1 sends bins up to b left, and missing values left if it is odd; a rule of `−1 − s` sends the bins of set s
   * left.
   */
  readonly nodes: Int32Array;
  /** The root of each tree: a node, or a leaf as above. */
  readonly roots: Int32Array;
  /** Leaves × outputs: shares of classes, or means in standard deviations of the target. */
  readonly values: Float32Array;
  /** Shares of the classes in training (multiclass), or of class 1 (binary): they count as one more tree. Empty for numbers. */
  readonly prior: Float64Array;
  /** Words of set s: `sets[setStart[s] … setStart[s + 1] − 1]`, one bit per bin. */
  readonly setStart: Int32Array;
  readonly sets: Uint32Array;
  /** Upper bounds of the bins of column j, the last left out: `bounds[boundStart[j] … boundStart[j + 1] − 1]`. */
  readonly boundStart: Int32Array;
  readonly bounds: Float64Array;
  /** Bin per level of the category columns, one column after the other; 0 for rare and unseen levels. */
  readonly levelBins: Uint16Array;
  readonly outOfBag: OutOfBag | null;
}

/**
 * How well each row was foretold by the trees that had not learnt from it (Breiman 2001): figures under the names of metrics, over `rows` rows
 * that some tree left out, weighted as the fit was.
 */
export interface OutOfBag {
  readonly rows: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** Where each column's levels begin in `levelBins`, and last their number. Follows from the columns alone. */
export function levelStarts(heads: readonly ColumnHead[]): Int32Array {
  const starts = new Int32Array(heads.length + 1);
  heads.forEach((head, j) => (starts[j + 1] = starts[j] + (head.kind === 'category' ? head.levels.length : 0)));
  return starts;
}
