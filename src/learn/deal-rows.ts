import type { Random } from '../core/index.js';
import type { Task } from './learner.js';

/**
 * The hand of each row, 0 … hands − 1: rows are dealt out in turn, class by class, in an order drawn from `draw`, so that every hand has
 * its part of each class.
 */
export function dealRows(task: Task, y: Float64Array, hands: number, draw: Random): Int32Array {
  const order = draw.shuffle(Int32Array.from(y.keys()));
  if (task !== 'regression') order.sort((a, b) => y[a] - y[b]);
  const hand = new Int32Array(y.length);
  order.forEach((row, rank) => (hand[row] = rank % hands));
  return hand;
}
