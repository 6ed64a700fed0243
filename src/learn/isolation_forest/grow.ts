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
  const room = { own: new Float64Array(rows.length), order: new Int32Array(columns.values.length) };
  grow({ forest, columns, most, draw, room }, forest.roots.at(-1)!, rows, 0);
}

/** A tree that grows. */
interface Tree {
  readonly forest: Growing;
  readonly columns: Columns;
  /** How deep it may become. */
  readonly most: number;
  readonly draw: Random;
  /** Scratch: the values of a node's rows in one column, and the columns in a random order. */
  readonly room: { readonly own: Float64Array; readonly order: Int32Array };
}

function addNode({ column, threshold, missingLeft, left, path }: Growing): number {
  column.push(-1);
  threshold.push(0);
  missingLeft.push(0);
  left.push(0);
  return path.push(0) - 1;
}

/** Grows a node and returns the mean path of its rows. */
function grow(tree: Tree, node: number, rows: Int32Array, depth: number): number {
  const { forest } = tree;
  const split = rows.length > 1 && depth < tree.most ? splitOf(tree, rows) : undefined;
  if (!split) return (forest.path[node] = depth + expectedPath(rows.length));
  const left = addNode(forest);
  const right = addNode(forest);
  forest.column[node] = split.column;
  forest.threshold[node] = split.threshold;
  forest.missingLeft[node] = split.missingLeft ? 1 : 0;
  forest.left[node] = left;
  const paths =
    split.left.length * grow(tree, left, split.left, depth + 1) + split.right.length * grow(tree, right, split.right, depth + 1);
  return (forest.path[node] = paths / rows.length);
}

interface Split {
  readonly column: number;
  readonly threshold: number;
  /** The rows of either side, in their order. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Missing values go where most rows go: a gap in itself isolates nobody. */
  readonly missingLeft: boolean;
}

/** A random split of rows; `undefined` when no column varies among them. */
function splitOf({ columns, draw, room }: Tree, rows: Int32Array): Split | undefined {
  const { order } = room;
  for (let j = 0; j < order.length; j++) order[j] = j;
  draw.shuffle(order);
  const own = room.own.subarray(0, rows.length);
  for (const column of order) {
    const values = columns.values[column];
    for (let i = 0; i < rows.length; i++) own[i] = values[rows[i]];
    const isCategory = columns.isCategory[column] === 1;
    const threshold = isCategory ? levelOf(own, draw) : placeOf(own, draw);
    if (threshold !== undefined) return { column, threshold, ...sidesOf(own, rows, threshold, isCategory) };
  }
  return undefined;
}

function sidesOf(
  own: Float64Array,
  rows: Int32Array,
  threshold: number,
  isCategory: boolean,
): Pick<Split, 'left' | 'right' | 'missingLeft'> {
  const isLeft = (v: number): boolean => (isCategory ? v === threshold : v < threshold);
  let [goLeft, known] = [0, 0];
  for (const v of own) {
    if (v === v) known++;
    if (isLeft(v)) goLeft++;
  }
  const missingLeft = goLeft * 2 > known;
  const count = goLeft + (missingLeft ? rows.length - known : 0);
  const [left, right] = [new Int32Array(count), new Int32Array(rows.length - count)];
  let [l, r] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const v = own[i];
    if (v === v ? isLeft(v) : missingLeft) left[l++] = rows[i];
    else right[r++] = rows[i];
  }
  return { left, right, missingLeft };
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
