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
  readonly slopes: readonly number[];
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
  const kept = lines.map(
    (line) => line?.slopes.flatMap((slope, c) => (slope * rate === 0 ? [] : [[line.columns[c], slope * rate] as const])) ?? [],
  );
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
  const values = columns.map((column) => task.valuesOf(column));
  const known = rows.filter((row) => values.every((column) => !Number.isNaN(column[row])));
  if (known.length < columns.length + 1) return undefined;
  const means = await meansOf(values, known, task);
  const { gradient, hessian, middle } = means;
  const { squares, pulls } = await momentsOf(values, known, means, task);
  for (let c = 0; c < columns.length; c++) squares[c * columns.length + c] += task.l2;
  factorise(squares, columns.length);
  const slopes = solveFactored(squares, pulls).map((v) => -v);
  const constant = slopes.reduce((sum, slope, c) => sum - slope * middle[c], -gradient / hessian);
  if (!Number.isFinite(slopes.reduce((sum, slope) => sum + slope, constant))) return undefined;
  const line = { columns, slopes: [...slopes], constant };
  return task.most === Infinity || known.every((row) => Math.abs(at(line, values, row)) <= task.most) ? line : undefined;
}

const at = ({ slopes, constant }: Line, values: readonly Float64Array[], row: number): number =>
  slopes.reduce((sum, slope, c) => sum + slope * values[c][row], constant);

interface Means {
  readonly gradient: number;
  readonly hessian: number;
  /** Mean of each column by the hessian. */
  readonly middle: Float64Array;
}

async function meansOf(values: readonly Float64Array[], rows: Int32Array, { gradients, breathe }: LineTask): Promise<Means> {
  let [gradient, hessian] = [0, 0];
  const middle = new Float64Array(values.length);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    for (const row of rows.subarray(from, from + ROWS_AT_ONCE)) {
      const h = gradients[2 * row + 1];
      gradient += gradients[2 * row];
      hessian += h;
      for (let c = 0; c < middle.length; c++) middle[c] += h * values[c][row];
    }
    const due = breathe();
    if (due) await due;
  }
  return { gradient, hessian, middle: middle.map((sum) => sum / hessian) };
}

/** Sums of hessian × products of the columns about their means, and of gradient × column. */
async function momentsOf(
  values: readonly Float64Array[],
  rows: Int32Array,
  { middle }: Means,
  { gradients, breathe }: LineTask,
): Promise<{ readonly squares: Float64Array; readonly pulls: Float64Array }> {
  const width = values.length;
  const [squares, pulls, off] = [new Float64Array(width * width), new Float64Array(width), new Float64Array(width)];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    for (const row of rows.subarray(from, from + ROWS_AT_ONCE)) {
      const [g, h] = [gradients[2 * row], gradients[2 * row + 1]];
      for (let c = 0; c < width; c++) {
        off[c] = values[c][row] - middle[c];
        pulls[c] += g * off[c];
        for (let d = 0; d <= c; d++) squares[c * width + d] += h * off[c] * off[d];
      }
    }
    const due = breathe();
    if (due) await due;
  }
  return { squares, pulls };
}
