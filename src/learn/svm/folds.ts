import type { Random } from '../../core/index.js';

/** The fold of each row, 0 … folds − 1: each class is dealt out in turn, in an order drawn from `draw`. */
export function foldsOf(isPositive: Uint8Array, folds: number, draw: Random): Int32Array {
  const order = draw.shuffle(Int32Array.from(isPositive.keys()));
  const fold = new Int32Array(isPositive.length);
  const next = [0, 0];
  for (const row of order) fold[row] = next[isPositive[row]]++ % folds;
  return fold;
}
