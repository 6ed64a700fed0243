import { random } from '../../core/index.js';
import { quantileOf } from '../interval.js';
import { histogram, type Histogram } from './histogram.js';

/** How a regression errs: error = predicted − true, in the target's units. */
export interface Residuals {
  /** Mean error: above 0 the model predicts too high. */
  readonly bias: number;
  /** Errors that 5, 25, 50, 75 and 95 % of the rows lie below. */
  readonly quantiles: { readonly p05: number; readonly p25: number; readonly p50: number; readonly p75: number; readonly p95: number };
  readonly histogram: Histogram;
  /** [predicted, true] of at most 500 rows, drawn evenly by the seed, in row order. */
  readonly points: readonly (readonly [number, number])[];
  /** Mean true value per tenth of the rows by predicted value: [mean predicted, mean true]. On the diagonal the model is calibrated. */
  readonly byPredicted: readonly (readonly [number, number])[];
}

/** The residuals of a regression. Weights count in `bias` and the histogram only. O(n log n). */
export function residualsOf(y: Float64Array, predicted: Float64Array, seed: number, weights?: Float64Array): Residuals {
  const errors = predicted.map((p, i) => p - y[i]);
  const sorted = errors.toSorted();
  const at = (q: number): number => quantileOf(sorted, q);
  let [sum, total] = [0, 0];
  errors.forEach((e, i) => {
    sum += e * (weights ? weights[i] : 1);
    total += weights ? weights[i] : 1;
  });
  return {
    bias: sum / total,
    quantiles: { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) },
    histogram: histogram(errors, 30, weights),
    points: drawnRows(y.length, 500, seed).map((i) => [predicted[i], y[i]] as const),
    byPredicted: tenths(y, predicted),
  };
}

/** At most `most` row numbers, ascending, each row equally likely (selection sampling, Knuth 3.4.2 S). */
export function drawnRows(rows: number, most: number, seed: number): number[] {
  if (rows <= most) return Array.from({ length: rows }, (_, i) => i);
  const stream = random(seed, 'points');
  const kept: number[] = [];
  for (let i = 0; kept.length < most; i++) if (stream.uniform() * (rows - i) < most - kept.length) kept.push(i);
  return kept;
}

function tenths(y: Float64Array, predicted: Float64Array): (readonly [number, number])[] {
  const order = Int32Array.from(y, (_, i) => i).toSorted((a, b) => predicted[a] - predicted[b] || a - b);
  const parts = Math.min(10, order.length);
  return Array.from({ length: parts }, (_, p) => {
    const rows = order.subarray(Math.floor((p * order.length) / parts), Math.floor(((p + 1) * order.length) / parts));
    const mean = (of: Float64Array): number => rows.reduce((sum, i) => sum + of[i], 0) / rows.length;
    return [mean(predicted), mean(y)] as const;
  });
}
