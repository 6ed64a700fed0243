/** Isolation trees as flat arrays; nodes of one tree follow another, children after their parent, the right one behind the left. */
export interface IsolationForest {
  /** Rows that each tree saw. */
  readonly sample: number;
  /** The number of the first node of each tree. */
  readonly roots: Int32Array;
  /** Column that a node asks about; −1 in a leaf. */
  readonly column: Int32Array;
  /** Numbers and flags: below goes left. Categories: this code goes left. */
  readonly threshold: Float64Array;
  /** Where a missing value goes: 1 left, 0 right. */
  readonly missingLeft: Uint8Array;
  /** The left child of a node; a leaf has 0. */
  readonly left: Int32Array;
  /** Length of the path of a row that ends in this leaf; in other nodes the mean over the tree's rows that came by. */
  readonly path: Float64Array;
}

const EULER = 0.5772156649015329;

/**
 * Mean length of a failed search in a binary tree of n rows, c(n) = 2 H(n − 1) − 2 (n − 1) / n with H(i) ≈ ln i + 0.5772…: what the path of a
 * row has still to go in a leaf of n rows (Liu, Ting & Zhou 2008, equation 1).
 */
export function expectedPath(rows: number): number {
  if (rows <= 1) return 0;
  return rows === 2 ? 1 : 2 * (Math.log(rows - 1) + EULER) - (2 * (rows - 1)) / rows;
}

/** Where a value goes from a node: its left child or its right one. `isCategory` is 1 for codes of levels. */
export function childOf(forest: IsolationForest, node: number, value: number, isCategory: number): number {
  const goesLeft = Number.isNaN(value)
    ? forest.missingLeft[node] === 1
    : isCategory === 1
      ? value === forest.threshold[node]
      : value < forest.threshold[node];
  return forest.left[node] + (goesLeft ? 0 : 1);
}
