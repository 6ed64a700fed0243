import type { Random } from '../core/index.js';
import type { Task } from './learner.js';

/**
 * The hand of each row, 0 … hands − 1: rows are dealt out in turn, class by class, in an order drawn from `draw`, so that every hand has
 * its part of each class.
 */
export function dealRows(task: Task, y: Float64Array, hands: number, draw: Random): Int32Array {
  const order = draw.shuffle(Int32Array.from({ length: y.length }, (_, row) => row));
  const hand = new Int32Array(y.length);
  (task === 'regression' ? order : byClass(order, y)).forEach((row, rank) => (hand[row] = rank % hands));
  return hand;
}

/** The rows in the order of their classes; those of a class stay as they are. */
function byClass(order: Int32Array, y: Float64Array): Int32Array {
  const next: number[] = [];
  for (const row of order) next[y[row] + 1] = (next[y[row] + 1] ?? 0) + 1;
  for (let k = 0; k < next.length; k++) next[k] = (next[k] ?? 0) + (next[k - 1] ?? 0);
  const out = new Int32Array(order.length);
  for (const row of order) out[next[y[row]]++] = row;
  return out;
}
