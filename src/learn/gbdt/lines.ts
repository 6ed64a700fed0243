import type { Forest } from './forest.js';
import type { Tree } from './tree.js';

/**
 * Linear leaves: leaf l adds `constant[l]` + Σ slope × value over the columns of its entries `start[l] … start[l + 1] - 1`. A leaf without
 * entries adds its value, and so does one whose row lacks a value of these columns, or whose line leaves ±1e100.
 */
export interface Lines {
  /** First entry of each leaf, then the number of entries. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly slope: Float64Array;
  /** Per leaf. */
  readonly constant: Float64Array;
}

/** Farther no line is followed: so that no sum of leaves overflows. */
const FARTHEST = 1e100;

/** What a line gives for a row whose doubles begin at `rows[at]`; not finite, or far out, where the leaf's value is to be taken. */
export function alongLine({ start, column, slope, constant }: Lines, leaf: number, rows: Float64Array, at: number): number {
  let sum = constant[leaf];
  for (let e = start[leaf]; e < start[leaf + 1]; e++) sum += slope[e] * rows[at + column[e]];
  return sum;
}

/** What a leaf adds to the margin of a row. Allocates nothing. */
export function leafTerm({ lines, value }: Pick<Forest, 'lines' | 'value'>, leaf: number, rows: Float64Array, at: number): number {
  if (lines === undefined || lines.start[leaf] === lines.start[leaf + 1]) return value[leaf];
  const term = alongLine(lines, leaf, rows, at);
  return Math.abs(term) <= FARTHEST ? term : value[leaf];
}

/** The lines of trees as those of a forest; `undefined` where no tree has any. */
export function linesOf(trees: readonly Tree[]): Lines | undefined {
  if (!trees.some((tree) => tree.lines !== undefined)) return undefined;
  const lines = trees.map((tree) => tree.lines ?? noLines(tree.value.length));
  const counts = lines.flatMap(({ start, constant }) => Array.from(constant, (_, leaf) => start[leaf + 1] - start[leaf]));
  const start = new Int32Array(counts.length + 1);
  counts.forEach((count, leaf) => (start[leaf + 1] = start[leaf] + count));
  return {
    start,
    column: Int32Array.from(lines.flatMap(({ column }) => [...column])),
    slope: Float64Array.from(lines.flatMap(({ slope }) => [...slope])),
    constant: Float64Array.from(lines.flatMap(({ constant }) => [...constant])),
  };
}

const noLines = (leaves: number): Lines => ({
  start: new Int32Array(leaves + 1),
  column: new Int32Array(0),
  slope: new Float64Array(0),
  constant: new Float64Array(leaves),
});

/** A tree that adds `factor` times as much. */
export function scaledTree(tree: Tree, factor: number): Tree {
  const times = (values: Float64Array): Float64Array => values.map((v) => v * factor);
  const value = times(tree.value);
  const { lines } = tree;
  return lines === undefined
    ? { ...tree, value }
    : { ...tree, value, lines: { ...lines, slope: times(lines.slope), constant: times(lines.constant) } };
}
