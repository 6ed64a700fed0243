import { doublesOf, takeRows, type Matrix, type MatrixColumn } from '../../core/index.js';
import { drawnRows } from '../curves/index.js';
import { scoresOf } from '../scored.js';
import { alikeOrder } from './alike-order.js';
import type { DependenceInput, GridValue } from './partial-dependence.js';

/** How a value moves the prediction of rows that have about that value. */
export interface AccumulatedPoint {
  readonly value: GridValue;
  /** Share of the known rows between it and the point before; of levels, with it. */
  readonly share: number;
  /** On the scale of the prediction; 0 is the mean over the rows. */
  readonly effect: number;
}

/** What one feature does to the prediction by itself, whatever moves together with it in the rows. */
export interface AccumulatedEffects {
  readonly feature: string;
  readonly kind: MatrixColumn['kind'];
  /** Numbers ascending; levels with those next to each other that are most alike in the other features. Rows without a value are left out. */
  readonly points: readonly AccumulatedPoint[];
}

/**
 * Accumulated local effects of first order (D. Apley and J. Zhu, 2020): the value of each row is moved only to the ends of its own interval, or to a
 * level that is most alike, and the differences of the predictions are averaged and added up. Unlike partial dependence it asks about no rows that
 * could not exist, so it is right for features that move together. Numbers are cut at up to `grid` quantiles, and the `grid`
 * commonest levels are looked at. Costs two predictions a row.
 */
export function accumulatedEffects(input: DependenceInput): AccumulatedEffects {
  const { column: at, seed, mostRows = 500, grid = 20 } = input;
  const drawn = takeRows(input.x, Int32Array.from(drawnRows(input.x.rows, mostRows, seed)));
  const known = takeRows(drawn, knownRows(drawn.columns[at], grid));
  const column = known.columns[at];
  const head = { feature: column.name, kind: column.kind };
  if (known.rows === 0) return { ...head, points: [] };
  const points = column.kind === 'number' ? ofNumber(input, known, column.values, grid) : ofLevels(input, known, column);
  return { ...head, points };
}

/** The rows with a value; of categories with one of the commonest levels. */
function knownRows(column: MatrixColumn, most: number): Int32Array {
  const cells = doublesOf(column);
  const counts = new Map<number, number>();
  if (column.kind === 'category') for (const code of cells) if (!Number.isNaN(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  const common = new Set(
    [...counts]
      .toSorted(([a, m], [b, n]) => n - m || a - b)
      .slice(0, most)
      .map(([code]) => code),
  );
  const isKnown = (cell: number): boolean => (column.kind === 'category' ? common.has(cell) : !Number.isNaN(cell));
  return Int32Array.from(Array.from(cells, (_, i) => i).filter((i) => isKnown(cells[i])));
}

/** Predictions of the looked-at output, with one column in the place of another. */
function scoresWith({ task, classes, output = 0, predict, column }: DependenceInput, x: Matrix, moved: MatrixColumn): Float64Array {
  const width = task === 'multiclass' ? classes : 1;
  const scores = scoresOf(task, classes, predict({ rows: x.rows, columns: x.columns.with(column, moved) }));
  return Float64Array.from({ length: x.rows }, (_, i) => scores[i * width + output]);
}

function ofNumber(input: DependenceInput, x: Matrix, values: Float64Array, grid: number): readonly AccumulatedPoint[] {
  const sorted = values.toSorted();
  const quantiles = Array.from({ length: grid }, (_, g) => sorted[Math.max(0, Math.ceil(((g + 1) / grid) * sorted.length) - 1)]);
  const edges = [...new Set([sorted[0], ...quantiles])];
  // A row at an edge belongs to the interval below it, the least row to the first.
  const interval = Array.from(values, (v) =>
    Math.max(
      1,
      edges.findIndex((edge) => v <= edge),
    ),
  );
  if (edges.length === 1) return [{ value: edges[0], share: 1, effect: 0 }];
  const at = (offset: number): Float64Array => {
    const moved = Float64Array.from(interval, (k) => edges[k + offset]);
    return scoresWith(input, x, { kind: 'number', name: x.columns[input.column].name, values: moved });
  };
  const { means, counts } = meansBy(differences(at(0), at(-1)), interval, edges.length);
  const sums = running(means);
  const middle = sums.reduce((sum, effect, k) => (k === 0 ? 0 : sum + (counts[k] * (effect + sums[k - 1])) / 2), 0) / x.rows;
  return edges.map((value, k) => ({ value, share: counts[k] / x.rows, effect: sums[k] - middle }));
}

function ofLevels(input: DependenceInput, x: Matrix, column: Exclude<MatrixColumn, { kind: 'number' }>): readonly AccumulatedPoint[] {
  const codes: ArrayLike<number> = column.kind === 'flag' ? column.values : column.codes;
  const order = alikeOrder(x, input.column, codes);
  const places = new Map(order.map((code, k) => [code, k]));
  const place = Array.from(codes, (code) => places.get(code)!);
  const nameOf = (code: number): GridValue => (column.kind === 'flag' ? code === 1 : column.levels[code]);
  const at = (offset: number): Float64Array =>
    scoresWith(
      input,
      x,
      levelColumn(
        column,
        place.map((k) => order[inside(k + offset, order.length)]),
      ),
    );
  const [own, up, down] = [at(0), at(1), at(-1)];
  // The step from level k − 1 to k is seen by the rows of both.
  const steps = [...differences(up, own), ...differences(own, down)];
  const step = [...place.map((k) => (k + 1 < order.length ? k + 1 : 0)), ...place];
  const { means } = meansBy(steps, step, order.length);
  const sums = running(means.with(0, 0));
  const shares = order.map((_, k) => place.filter((own) => own === k).length / x.rows);
  const middle = sums.reduce((sum, effect, k) => sum + shares[k] * effect, 0);
  return order.map((code, k) => ({ value: nameOf(code), share: shares[k], effect: sums[k] - middle }));
}

const inside = (k: number, count: number): number => Math.min(Math.max(k, 0), count - 1);

const levelColumn = (column: Exclude<MatrixColumn, { kind: 'number' }>, codes: readonly number[]): MatrixColumn =>
  column.kind === 'flag' ? { ...column, values: Uint8Array.from(codes) } : { ...column, codes: Int32Array.from(codes) };

const differences = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - b[i]);

/** Means and counts of numbers by a group from 0 on. */
function meansBy(
  values: ArrayLike<number>,
  group: readonly number[],
  groups: number,
): { readonly means: Float64Array; readonly counts: Float64Array } {
  const [sums, counts] = [new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < values.length; i++) {
    sums[group[i]] += values[i];
    counts[group[i]]++;
  }
  return { means: sums.map((sum, k) => (counts[k] === 0 ? 0 : sum / counts[k])), counts };
}

function running(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => (sum += value));
}
