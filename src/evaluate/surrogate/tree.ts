import { doublesOf, type Matrix, type MatrixColumn } from '../../core/index.js';
import { branches, narrowed, type Condition } from './condition.js';
import { bestSplit, cutsOf, isYes, sumOf, type Split } from './split.js';

/** Rows that a tree tells from the others, and their mean. */
export interface Leaf {
  /** All of them hold; none for the only leaf of a tree. One for each feature. */
  readonly conditions: readonly Condition[];
  /** Share of the rows that the tree was grown on. */
  readonly share: number;
  readonly mean: number;
}

/** A small regression tree. */
export interface SmallTree {
  /** Highest mean first. */
  readonly leaves: readonly Leaf[];
  readonly predict: (x: Matrix) => Float64Array;
}

/** How far a tree grows. */
export interface Growth {
  readonly depth: number;
  /** Least share of the rows in a leaf. */
  readonly leastShare: number;
  /** Least share of the sum of squares that a split takes away. */
  readonly leastGain: number;
}

type Node = { readonly mean: number; readonly rows: number } & (
  | { readonly split: null }
  | { readonly split: Split; readonly yes: Node; readonly no: Node }
);

/**
 * A regression tree by least squares (L. Breiman et al., 1984), grown to be read: few leaves, thresholds that occur in the rows, missing values on the
 * side where they fit. O(rows × columns × depth).
 */
export function smallTree(x: Matrix, target: Float64Array, growth: Growth): SmallTree {
  // From the first row on, so that equal targets leave nothing to split by, to the bit.
  const y = target.map((v) => v - target[0]);
  const cells = x.columns.map(doublesOf);
  const cuts = x.columns.map((column, j) => (column.kind === 'number' ? cutsOf(cells[j]) : new Float64Array(0)));
  const all = Int32Array.from({ length: x.rows }, (_, i) => i);
  const least = Math.max(1, growth.leastShare * x.rows);
  const total = squaresOf(y, all);
  const grow = (rows: Int32Array, depth: number): Node => {
    const mean = target[0] + sumOf(y, rows) / Math.max(1, rows.length);
    const best = depth === 0 ? undefined : bestSplit(x, cells, cuts, y, rows, least);
    if (best === undefined || best.gain < growth.leastGain * total) return { mean, rows: rows.length, split: null };
    const goes = (row: number): boolean => isYes(best.split, cells[best.split.column][row]);
    const [yes, no] = [rows.filter(goes), rows.filter((row) => !goes(row))];
    return { mean, rows: rows.length, split: best.split, yes: grow(yes, depth - 1), no: grow(no, depth - 1) };
  };
  const root = grow(all, growth.depth);
  return {
    leaves: leavesOf(root, x.columns, x.rows).toSorted((a, b) => b.mean - a.mean),
    predict: (of) => {
      const values = of.columns.map(doublesOf);
      return Float64Array.from({ length: of.rows }, (_, i) => meanAt(root, (column) => values[column][i]));
    },
  };
}

function squaresOf(y: Float64Array, rows: Int32Array): number {
  const mean = sumOf(y, rows) / Math.max(1, rows.length);
  return rows.reduce((sum, row) => sum + (y[row] - mean) ** 2, 0);
}

function meanAt(node: Node, cell: (column: number) => number): number {
  return node.split === null ? node.mean : meanAt(isYes(node.split, cell(node.split.column)) ? node.yes : node.no, cell);
}

function leavesOf(node: Node, columns: readonly MatrixColumn[], rows: number, path: readonly Condition[] = []): readonly Leaf[] {
  if (node.split === null) return [{ conditions: path, share: node.rows / Math.max(1, rows), mean: node.mean }];
  const [yes, no] = branches(node.split, columns[node.split.column]);
  return [...leavesOf(node.yes, columns, rows, narrowed(path, yes)), ...leavesOf(node.no, columns, rows, narrowed(path, no))];
}
