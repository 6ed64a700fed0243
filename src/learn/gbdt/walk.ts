import type { Forest } from './forest.js';
import { CATEGORY } from './tree.js';

/**
 * The leaf (its number in the forest) that a row falls into from node or leaf `from`. The row's doubles begin at `rows[at]`: `NaN`
 * is missing, a category is its level code.
 */
export function walk(forest: Forest, from: number, rows: Float64Array, at: number): number {
  const { column, kind, threshold, left, right } = forest;
  let node = from;
  while (node >= 0) {
    const value = rows[at + column[node]];
    const how = kind[node];
    const isLeft = how === CATEGORY ? inSet(forest, node, value) : how === 0 ? value <= threshold[node] : !(value > threshold[node]);
    node = isLeft ? left[node] : right[node];
  }
  return -1 - node;
}

/** Whether a level code is in the set of a category node; missing and unseen ones are not. */
export function inSet(forest: Forest, node: number, code: number): boolean {
  const first = forest.setStart[node];
  const words = forest.setStart[node + 1] - first;
  if (!(code >= 0 && code < 32 * words)) return false;
  return ((forest.sets[first + (code >> 5)] >>> (code & 31)) & 1) === 1;
}
