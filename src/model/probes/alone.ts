import { doublesOf, random, type MatrixColumn } from '../../core/index.js';
import type { Task } from '../../learn/index.js';
import { rankAuc, rankCorrelation } from './ranks.js';

const BINS = 64;

/**
 * How well one column alone tells the target, between 0 (not at all) and 1 (fully), judged on rows that the guess did not see.
 * The column is cut into at most 64 bins (categories stay as they are); the guess is the bin's mean target in the other half
 * of the rows. Classes are scored by AUC (multiclass: one against the rest, weighted by class size), numbers by R²,
 * or by the squared rank correlation where that is higher: bins are too coarse to see that one number is another in disguise.
 */
export function scoreAlone(column: MatrixColumn, y: Float64Array, task: Task, classes: number, seed: number): number {
  const bins = binsOf(column);
  const half = Uint8Array.from({ length: y.length }, () => 0);
  const draw = random(seed, 'alone', column.name);
  for (let i = 0; i < half.length; i++) half[i] = draw.int(2);
  if (task === 'regression') return Math.max(0, r2(y, crossMeans(bins, y, half)), sameOrder(column, y) ** 2);
  let [score, rows] = [0, 0];
  for (let k = task === 'binary' ? 1 : 0; k < Math.max(2, classes); k++) {
    const is = Float64Array.from(y, (v) => (v === k ? 1 : 0));
    const size = is.reduce((s, v) => s + v, 0);
    if (size === 0 || size === y.length) continue;
    score += size * rankAuc(crossMeans(bins, is, half), is);
    rows += size;
  }
  return rows === 0 ? 0 : score / rows;
}

/** Bin numbers from 0; missing is a bin of its own. */
function binsOf(column: MatrixColumn): Int32Array {
  if (column.kind === 'category') return Int32Array.from(column.codes, (c) => c + 1);
  const values = doublesOf(column);
  const sorted = values.filter((v) => !Number.isNaN(v)).toSorted();
  const edges = [...new Set(Array.from({ length: BINS - 1 }, (_, b) => sorted[Math.floor(((b + 1) * sorted.length) / BINS)]))];
  return Int32Array.from(values, (v) => {
    if (Number.isNaN(v)) return 0;
    let [low, high] = [0, edges.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      if (v < edges[mid]) high = mid;
      else low = mid + 1;
    }
    return low + 1;
  });
}

/** Each row's bin mean over the rows of the other half, drawn to the overall mean as if one more row had it. */
function crossMeans(bins: Int32Array, y: Float64Array, half: Uint8Array): Float64Array {
  const count = bins.reduce((m, b) => Math.max(m, b), 0) + 1;
  const sums = new Float64Array(2 * count);
  const rows = new Float64Array(2 * count);
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const at = half[i] * count + bins[i];
    sums[at] += y[i];
    rows[at]++;
    total += y[i];
  }
  const mean = total / y.length;
  return y.map((_, i) => {
    const at = (1 - half[i]) * count + bins[i];
    return (sums[at] + mean) / (rows[at] + 1);
  });
}

/** Rank correlation of a number column's values with the target, missing ones left out; 0 for other columns. */
function sameOrder(column: MatrixColumn, y: Float64Array): number {
  if (column.kind !== 'number') return 0;
  const rows = Uint32Array.from(y.keys()).filter((i) => !Number.isNaN(column.values[i]));
  return rankCorrelation(
    Float64Array.from(rows, (i) => column.values[i]),
    Float64Array.from(rows, (i) => y[i]),
  );
}

function r2(y: Float64Array, guess: Float64Array): number {
  const mean = y.reduce((s, v) => s + v, 0) / y.length;
  let [residual, spread] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    residual += (y[i] - guess[i]) ** 2;
    spread += (y[i] - mean) ** 2;
  }
  return spread === 0 ? 0 : 1 - residual / spread;
}
