import { random, takeRows, type Matrix, type MatrixColumn } from '../../core/index.js';
import type { Task } from '../../learn/index.js';
import { drawnRows } from '../curves/index.js';
import { spreadOf } from '../intervals.js';
import { gain, metricValue, type Metric } from '../metrics/index.js';
import { picked, scored } from '../scored.js';
import { shared, type Importance } from './importance.js';

/** How much worse a model gets when one feature is shuffled. */
export interface PermutationImportance extends Importance {
  /** Standard deviation over the repeats: values within it of 0 say nothing. */
  readonly spread: number;
}

/** The rows, the truth and the model whose features are shuffled one by one. */
export interface PermutationInput {
  readonly x: Matrix;
  readonly y: Float64Array;
  readonly weights?: Float64Array;
  readonly task: Task;
  readonly classes: number;
  readonly metric: Metric;
  /** Margins of a matrix's rows. */
  readonly predict: (x: Matrix) => Float64Array;
  readonly seed: number;
  /** Shuffles per feature; absent means 3. */
  readonly repeats?: number;
  /** Rows looked at, drawn evenly; absent means 5000. */
  readonly mostRows?: number;
}

/**
 * How much worse the metric gets when a feature's values are shuffled over rows that the model never saw, the others left
 * alone (Breiman, 2001; Fisher, Rudin & Dominici, 2019). Positive: the model leans on the feature, and rightly. Features that
 * tell the same share their importance, so neither may seem to matter. Costs features × repeats predictions.
 */
export function permutationImportance(input: PermutationInput): PermutationImportance[] {
  const { task, classes, metric, predict, seed, repeats = 3, mostRows = 5000 } = input;
  const rows = Int32Array.from(drawnRows(input.x.rows, mostRows, seed));
  const x = takeRows(input.x, rows);
  const y = picked(input.y, rows);
  const weights = input.weights && picked(input.weights, rows);
  const measure = (of: Matrix): number => metricValue(metric, scored(task, classes, y, predict(of), weights));
  const whole = measure(x);
  return shared(
    x.columns.map((column, c) => {
      const losses = Array.from({ length: repeats }, (_, r) => {
        const order = random(seed, 'permute', column.name, r).shuffle(Int32Array.from({ length: x.rows }, (_, i) => i));
        const columns = x.columns.with(c, reordered(column, order));
        return gain(metric, whole, measure({ rows: x.rows, columns }));
      });
      return { feature: column.name, value: losses.reduce((sum, v) => sum + v, 0) / repeats, spread: spreadOf(losses) };
    }),
  );
}

function reordered(column: MatrixColumn, order: Int32Array): MatrixColumn {
  return takeRows({ rows: order.length, columns: [column] }, order).columns[0];
}
