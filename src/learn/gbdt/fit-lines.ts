import { factorise, solveFactored } from '../linear/cholesky.js';
import type { Draft } from './draft.js';
import type { Lines } from './lines.js';

/** Columns of a line at most: those of the splits nearest to the leaf. */
const MOST_COLUMNS = 32;
/** Rows between two looks at the clock. */
const ROWS_AT_ONCE = 8192;

/** What lines are fitted on. */
export interface LineTask {
  /** Values of the columns that lines may follow, by the column's number in the matrix. */
  valuesOf(column: number): Float64Array;
  /** Rows of a leaf. */
  rowsOf(leaf: number): Int32Array;
  /** Gradient of row i at `2i`, hessian at `2i + 1`. */
  readonly gradients: Float64Array;
  /** Added to the squares of the slopes. */
  readonly l2: number;
  /** Farther than this from 0 no line may go on its own rows. */
  readonly most: number;
  readonly breathe: () => Promise<void> | undefined;
}

interface Line {
  readonly columns: readonly number[];
  readonly slopes: Float64Array;
  readonly constant: number;
}

/**
 * Lines for the leaves of a tree over the numbers that their path splits on (Shi, Li and Li, "Gradient boosting with piece-wise linear
 * regression trees", IJCAI 2019; LightGBM's `linear_tree`): the constant and slopes that lower the second-order loss of the leaf's rows most,
 * of those rows that have all these values. Times `rate`; none where no line has a slope. Cost: rows × columns² per leaf.
 */
export async function fitLines(columns: readonly (readonly number[])[], task: LineTask, rate: number): Promise<Lines | undefined> {
  const lines: (Line | undefined)[] = [];
  for (const [leaf, own] of columns.entries()) lines.push(own.length === 0 ? undefined : await lineOf(own, task.rowsOf(leaf), task));
  const kept = lines.map((line) => entriesOf(line, rate));
  if (kept.every((entries) => entries.length === 0)) return undefined;
  const start = new Int32Array(lines.length + 1);
  kept.forEach((entries, leaf) => (start[leaf + 1] = start[leaf] + entries.length));
  return {
    start,
    column: Int32Array.from(kept.flat(), ([column]) => column),
    slope: Float64Array.from(kept.flat(), ([, slope]) => slope),
    constant: Float64Array.from(lines, (line) => (line?.constant ?? 0) * rate),
  };
}

/** The columns of a line with their slopes, but for those that are 0. */
const entriesOf = (line: Line | undefined, rate: number): readonly (readonly [number, number])[] =>
  line?.columns.map((column, c) => [column, line.slopes[c] * rate] as const).filter(([, slope]) => slope !== 0) ?? [];

/** Per leaf the columns that its path splits on, ascending, as far as `isNumber` says so; `column` gives a node's column. */
export function pathColumns(
  draft: Draft,
  leaves: number,
  column: (node: number) => number,
  isNumber: (column: number) => boolean,
): readonly (readonly number[])[] {
  const out: number[][] = Array.from({ length: leaves }, () => []);
  const stack: { readonly node: number; readonly path: readonly number[] }[] = draft.nodes > 0 ? [{ node: 0, path: [] }] : [];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { node, path } = visit;
    if (node < 0) {
      out[-1 - node] = path.slice(-MOST_COLUMNS).toSorted((a, b) => a - b);
      continue;
    }
    const own = column(node);
    const on = isNumber(own) ? [...path.filter((one) => one !== own), own] : path;
    stack.push({ node: draft.left[node], path: on }, { node: draft.right[node], path: on });
  }
  return out;
}

/** The line of one leaf; none where the rows are too few, or numbers too large. */
async function lineOf(columns: readonly number[], rows: Int32Array, task: LineTask): Promise<Line | undefined> {
  const { l2, most, breathe } = task;
  const points = pointsOf(columns, rows, task);
  const width = columns.length;
  if (points.count < width + 1) return undefined;
  const means = await meansOf(points, width, breathe);
  const { squares, pulls } = await momentsOf(points, means.middle, breathe);
  for (let c = 0; c < width; c++) squares[c * width + c] += l2;
  factorise(squares, width);
  const slopes = solveFactored(squares, pulls).map((v) => -v);
  const constant = slopes.reduce((sum, slope, c) => sum - slope * means.middle[c], -means.gradient / means.hessian);
  if (!Number.isFinite(slopes.reduce((sum, slope) => sum + slope, constant))) return undefined;
  return most === Infinity || farthest(points, slopes, constant) <= most ? { columns, slopes, constant } : undefined;
}

/** Rows of a leaf that have all values: per row these, its gradient and its hessian. */
interface Points {
  readonly count: number;
  readonly cells: Float64Array;
  readonly slots: Float64Array;
}

function pointsOf(columns: readonly number[], rows: Int32Array, { valuesOf, gradients }: LineTask): Points {
  const width = columns.length;
  const values = columns.map((column) => valuesOf(column));
  const [cells, slots] = [new Float64Array(rows.length * width), new Float64Array(2 * rows.length)];
  let count = 0;
  for (const row of rows) {
    let isKnown = true;
    for (let c = 0, at = count * width; c < width; c++, at++) {
      cells[at] = values[c][row];
      if (Number.isNaN(cells[at])) isKnown = false;
    }
    if (!isKnown) continue;
    slots[2 * count] = gradients[2 * row];
    slots[2 * count + 1] = gradients[2 * row + 1];
    count++;
  }
  return { count, cells, slots };
}

interface Means {
  readonly gradient: number;
  readonly hessian: number;
  /** Mean of each column by the hessian. */
  readonly middle: Float64Array;
}

async function meansOf({ count, cells, slots }: Points, width: number, breathe: LineTask['breathe']): Promise<Means> {
  let [gradient, hessian] = [0, 0];
  const middle = new Float64Array(width);
  for (let i = 0, at = 0; i < count; i++) {
    const h = slots[2 * i + 1];
    gradient += slots[2 * i];
    hessian += h;
    for (let c = 0; c < width; c++) middle[c] += h * cells[at++];
    const due = i % ROWS_AT_ONCE === 0 && breathe();
    if (due) await due;
  }
  return { gradient, hessian, middle: middle.map((sum) => sum / hessian) };
}

/** Sums of hessian × products of the columns about their means, and of gradient × column. */
async function momentsOf(
  { count, cells, slots }: Points,
  middle: Float64Array,
  breathe: LineTask['breathe'],
): Promise<{ readonly squares: Float64Array; readonly pulls: Float64Array }> {
  const width = middle.length;
  const [squares, pulls, off] = [new Float64Array(width * width), new Float64Array(width), new Float64Array(width)];
  for (let i = 0, at = 0; i < count; i++) {
    const [g, h] = [slots[2 * i], slots[2 * i + 1]];
    for (let c = 0; c < width; c++) {
      off[c] = cells[at++] - middle[c];
      pulls[c] += g * off[c];
      for (let d = 0; d <= c; d++) squares[c * width + d] += h * off[c] * off[d];
    }
    const due = i % ROWS_AT_ONCE === 0 && breathe();
    if (due) await due;
  }
  return { squares, pulls };
}

/** How far from 0 the line goes on its own rows. */
function farthest({ count, cells }: Points, slopes: Float64Array, constant: number): number {
  let most = 0;
  for (let i = 0, at = 0; i < count; i++) {
    let sum = constant;
    for (let c = 0; c < slopes.length; c++) sum += slopes[c] * cells[at++];
    most = Math.max(most, Math.abs(sum));
  }
  return most;
}
