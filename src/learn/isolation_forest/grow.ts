import { doublesOf, type Matrix, type Random } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import { expectedPath, type IsolationForest } from './forest.js';

/** The columns of a training as doubles, and which are categories. */
export interface Columns {
  readonly values: readonly Float64Array[];
  readonly isCategory: Uint8Array;
}

/** The cells of a matrix as `core/rowOf` codes them. */
export const columnsOf = (x: Matrix): Columns => ({
  values: x.columns.map(doublesOf),
  isCategory: categoriesIn(x.columns),
});

/** A forest that grows, node by node. */
export interface Growing {
  readonly roots: number[];
  readonly column: number[];
  readonly threshold: number[];
  readonly missingLeft: number[];
  readonly left: number[];
  readonly path: number[];
}

export const emptyForest = (): Growing => ({ roots: [], column: [], threshold: [], missingLeft: [], left: [], path: [] });

/** The forest, grown. */
export const grown = (growing: Growing, sample: number): IsolationForest => ({
  sample,
  roots: Int32Array.from(growing.roots),
  column: Int32Array.from(growing.column),
  threshold: Float64Array.from(growing.threshold),
  missingLeft: Uint8Array.from(growing.missingLeft),
  left: Int32Array.from(growing.left),
  path: Float64Array.from(growing.path),
});

/**
 * Adds a tree over some rows: each node asks about a random column of those that still vary, numbers at a random place between the least and
 * the greatest, categories for one of the levels there, until a row is alone or the tree is as deep as a mean one, ⌈log₂ rows⌉.
 */
export function growTree(forest: Growing, columns: Columns, rows: Int32Array, draw: Random): void {
  forest.roots.push(addNode(forest));
  const most = Math.ceil(Math.log2(Math.max(2, rows.length)));
  grow(forest, columns, forest.roots.at(-1)!, rows, 0, most, draw);
}

function addNode({ column, threshold, missingLeft, left, path }: Growing): number {
  column.push(-1);
  threshold.push(0);
  missingLeft.push(0);
  left.push(0);
  return path.push(0) - 1;
}

/** Grows a node and returns the mean path of its rows. */
function grow(forest: Growing, columns: Columns, node: number, rows: Int32Array, depth: number, most: number, draw: Random): number {
  const split = rows.length > 1 && depth < most ? splitOf(columns, rows, draw) : undefined;
  if (!split) return (forest.path[node] = depth + expectedPath(rows.length));
  const { column, threshold, goesLeft, missingLeft } = split;
  const left = addNode(forest);
  const right = addNode(forest);
  forest.column[node] = column;
  forest.threshold[node] = threshold;
  forest.missingLeft[node] = missingLeft ? 1 : 0;
  forest.left[node] = left;
  const [a, b] = [rows.filter((_, i) => goesLeft[i] === 1), rows.filter((_, i) => goesLeft[i] === 0)];
  const paths =
    a.length * grow(forest, columns, left, a, depth + 1, most, draw) + b.length * grow(forest, columns, right, b, depth + 1, most, draw);
  return (forest.path[node] = paths / rows.length);
}

interface Split {
  readonly column: number;
  readonly threshold: number;
  readonly goesLeft: Uint8Array;
  /** Missing values go where most rows go: a gap in itself isolates nobody. */
  readonly missingLeft: boolean;
}

/** A random split of rows; `undefined` when no column varies among them. */
function splitOf({ values, isCategory }: Columns, rows: Int32Array, draw: Random): Split | undefined {
  const open = draw.shuffle(Int32Array.from(values.keys()));
  for (const column of open) {
    const own = Float64Array.from(rows, (row) => values[column][row]);
    const threshold = isCategory[column] === 1 ? levelOf(own, draw) : placeOf(own, draw);
    if (threshold === undefined) continue;
    const isLeft = isCategory[column] === 1 ? (v: number) => v === threshold : (v: number) => v < threshold;
    const known = own.reduce((n, v) => n + (Number.isNaN(v) ? 0 : 1), 0);
    const missingLeft = own.reduce((n, v) => n + (isLeft(v) ? 1 : 0), 0) * 2 > known;
    const goesLeft = Uint8Array.from(own, (v) => (Number.isNaN(v) ? (missingLeft ? 1 : 0) : isLeft(v) ? 1 : 0));
    return { column, threshold, goesLeft, missingLeft };
  }
  return undefined;
}

/** A place above the least and not above the greatest value; `undefined` when they are equal. */
function placeOf(own: Float64Array, draw: Random): number | undefined {
  let [least, most] = [Infinity, -Infinity];
  for (const v of own) {
    if (v < least) least = v;
    if (v > most) most = v;
  }
  if (!(least < most)) return undefined;
  const share = draw.uniform();
  const place = least * (1 - share) + most * share;
  return place > least && place <= most ? place : most;
}

/** One of the levels that occur; `undefined` when there are fewer than two. */
function levelOf(own: Float64Array, draw: Random): number | undefined {
  const levels = [...new Set(own.filter((v) => !Number.isNaN(v)))].toSorted((a, b) => a - b);
  return levels.length < 2 ? undefined : levels[draw.int(levels.length)];
}
