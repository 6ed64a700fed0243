import type { Task } from './learner.js';

/**
 * Weighted total of each class. `y` holds class numbers; binary has two.
 */
export function classTotals(y: Float64Array, weights: Float64Array | undefined, classes: number): Float64Array {
  const totals = new Float64Array(classes);
  for (let i = 0; i < y.length; i++) totals[y[i]] += weights === undefined ? 1 : weights[i];
  return totals;
}

/** Each class's share of the weight. A class without rows counts as half a row, so that no prediction is ever impossible. */
export function classShares(totals: Float64Array): Float64Array {
  const counted = totals.map((total) => (total > 0 ? total : 0.5));
  const all = counted.reduce((sum, total) => sum + total, 0);
  return counted.map((total) => total / all);
}

/** Number of classes behind `y`: binary has two labels and one output. */
export const classesOf = (task: Task, classes: number): number => (task === 'binary' ? 2 : classes);

/** Weighted mean. Incremental, so that the sum of huge values cannot overflow. */
export function meanOf(values: Float64Array, weights: Float64Array | undefined): number {
  let mean = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    total += weight;
    mean += (values[i] - mean) * (weight / total);
  }
  return mean;
}
