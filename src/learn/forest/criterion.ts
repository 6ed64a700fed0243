import type { BinnedColumn } from './columns.js';
import type { Split } from './split.js';

/** Rows of a node: `rows[from … to − 1]`, row numbers in ascending order. */
export interface NodeRows {
  readonly rows: Int32Array;
  from: number;
  to: number;
}

/**
 * What a tree tries to tell apart: means (regression, and classes 0 and 1, whose variance is half of Gini's impurity) or shares of
 * classes. It holds the sums of the node that was opened last.
 */
export interface Criterion {
  /** Values per leaf. */
  readonly outputs: number;
  /** Weight of the open node. */
  readonly weight: () => number;
  /** Takes the weights of the rows of the next tree. */
  plant(weights: Float64Array): void;
  /** Opens a node: sums its rows. Returns whether all have the same answer. */
  open(node: NodeRows): boolean;
  /** Looks for the best split of the open node on a column, and records it if it beats `split`. Returns false when all its rows are in one bin. */
  search(column: BinnedColumn, index: number, node: NodeRows, split: Split): boolean;
  /** The score of sending the bins marked in `goesLeft` left; −∞ when a side is lighter than a leaf may be. */
  score(column: BinnedColumn, node: NodeRows, goesLeft: Uint8Array): number;
  /** Weight of the left side that was scored last. */
  readonly leftWeight: () => number;
  /** Writes the values of the open node as a leaf. */
  leaf(out: Float32Array, at: number): void;
}
