import { MISSING_FLAG, takeRows, type Matrix, type MatrixColumn } from '../../core/index.js';
import type { Task } from '../../learn/index.js';
import { drawnRows } from '../curves/index.js';
import { quantileOf } from '../interval.js';
import { scoresOf } from '../scored.js';

/** A value that a feature is set to; `null` is missing. */
export type GridValue = number | string | boolean | null;

/** What the model says on average when one feature is set to a value in every row. */
export interface DependencePoint {
  readonly value: GridValue;
  /** Share of the rows nearest to it (numbers: up to the next point; others: with it): a point with few rows is a guess. */
  readonly share: number;
  readonly mean: number;
  /** 10 % and 90 % of the rows lie below: far apart, the feature acts differently on different rows. */
  readonly low: number;
  readonly high: number;
}

/** How the prediction changes, on average and for single rows, as one feature is set to each value of a grid. */
export interface Dependence {
  readonly feature: string;
  readonly kind: MatrixColumn['kind'];
  readonly points: readonly DependencePoint[];
  /** The curves of single rows over the same points (individual conditional expectation), at most 20. */
  readonly rows: readonly (readonly number[])[];
}

/** Of which column of which rows, and of which model, the dependence is wanted. */
export interface DependenceInput {
  readonly x: Matrix;
  /** Which column. */
  readonly column: number;
  readonly task: Task;
  readonly classes: number;
  /** multiclass: the class whose probability is looked at; absent means 0. */
  readonly output?: number;
  /** Margins of a matrix's rows. */
  readonly predict: (x: Matrix) => Float64Array;
  readonly seed: number;
  /** Points for a number, most levels for a category; absent means 20. */
  readonly grid?: number;
  /** Rows averaged over, drawn evenly; absent means 500. */
  readonly mostRows?: number;
}

/**
 * Partial dependence (Friedman, 2001) with individual curves (Goldstein et al., 2015), on the scale of the prediction: the
 * value, or a probability. A number is set to its quantiles from 1 % to 99 %, a category to its commonest levels, and to
 * missing where that occurs. Features that move together are pulled apart, so unlikely rows are asked about too.
 * Costs points × rows predictions.
 */
export function partialDependence(input: DependenceInput): Dependence {
  const { task, classes, output = 0, predict, seed, grid = 20, mostRows = 500 } = input;
  const x = takeRows(input.x, Int32Array.from(drawnRows(input.x.rows, mostRows, seed)));
  const column = x.columns[input.column];
  const width = task === 'multiclass' ? classes : 1;
  const values = gridOf(input.x.columns[input.column], grid);
  const curves = values.map(({ value }) => {
    const scores = scoresOf(task, classes, predict({ rows: x.rows, columns: x.columns.with(input.column, setTo(column, value, x.rows)) }));
    return Float64Array.from({ length: x.rows }, (_, i) => scores[i * width + output]);
  });
  const points = values.map(({ value, share }, v): DependencePoint => {
    const sorted = curves[v].toSorted();
    const mean = curves[v].reduce((sum, p) => sum + p, 0) / x.rows;
    return { value, share, mean, low: quantileOf(sorted, 0.1), high: quantileOf(sorted, 0.9) };
  });
  return {
    feature: column.name,
    kind: column.kind,
    points,
    rows: drawnRows(x.rows, 20, seed).map((row) => curves.map((curve) => curve[row])),
  };
}

/**
 * The curves of single rows, each from 0 at the first point (centred individual conditional expectation; Goldstein et al., 2015): where they fan out,
 * the feature acts differently on different rows.
 */
export const centredRows = ({ rows }: Pick<Dependence, 'rows'>): readonly (readonly number[])[] =>
  rows.map((curve) => curve.map((value) => value - curve[0]));

type GridPoint = { readonly value: GridValue; readonly share: number };

function gridOf(column: MatrixColumn, most: number): GridPoint[] {
  if (column.kind === 'number') return numberGrid(column.values, most);
  const codes: ArrayLike<number> = column.kind === 'flag' ? column.values : column.codes;
  const counts = new Map<number, number>();
  for (let i = 0; i < codes.length; i++) counts.set(codes[i], (counts.get(codes[i]) ?? 0) + 1);
  const nameOf = (code: number): GridValue => {
    if (column.kind === 'flag') return code === MISSING_FLAG ? null : code === 1;
    return code < 0 ? null : column.levels[code];
  };
  return [...counts]
    .toSorted(([a, m], [b, n]) => n - m || a - b)
    .slice(0, most)
    .map(([code, count]) => ({ value: nameOf(code), share: count / codes.length }));
}

function numberGrid(values: Float64Array, most: number): GridPoint[] {
  const sorted = values.filter((v) => !Number.isNaN(v)).toSorted();
  const wanted = Array.from({ length: most }, (_, g) => quantileOf(sorted, most === 1 ? 0.5 : 0.01 + (0.98 * g) / (most - 1)));
  const points = sorted.length === 0 ? [] : [...new Set(distinct(sorted, most) ?? wanted)];
  const nearest = (v: number): number => points.findLastIndex((p) => p <= v);
  const counts = new Float64Array(points.length);
  for (const v of sorted) counts[Math.max(0, nearest(v))]++;
  const missing = values.length - sorted.length;
  return [
    ...points.map((value, p) => ({ value, share: counts[p] / values.length })),
    ...(missing > 0 ? [{ value: null, share: missing / values.length }] : []),
  ];
}

/** The distinct values, when there are at most so many. */
function distinct(sorted: Float64Array, most: number): number[] | undefined {
  const found: number[] = [];
  for (const v of sorted) {
    if (v === found.at(-1)) continue;
    if (found.length === most) return undefined;
    found.push(v);
  }
  return found;
}

function setTo(column: MatrixColumn, value: GridValue, rows: number): MatrixColumn {
  if (column.kind === 'number') return { ...column, values: new Float64Array(rows).fill(value === null ? NaN : (value as number)) };
  if (column.kind === 'flag')
    return { ...column, values: new Uint8Array(rows).fill(value === null ? MISSING_FLAG : value === true ? 1 : 0) };
  return { ...column, codes: new Int32Array(rows).fill(value === null ? -1 : column.levels.indexOf(value as string)) };
}
