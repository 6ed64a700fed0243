import type { Steps } from '../../core/index.js';
import type { ItemWeights } from './model.js';

/** Columns of a step. */
const AT_ONCE = 32;

/**
 * Weights of which each column keeps its `most` entries that are farthest from 0, of equal ones those that come first; the diagonal counts for none.
 * `columnOf` writes a column, up to a factor, which `weight` knows.
 */
export function* strongest(
  items: number,
  most: number,
  columnOf: (column: number, out: Float32Array) => void,
  weight: (line: number, column: number) => number,
): Steps<ItemWeights> {
  const [own, sizes] = [new Float32Array(items), new Float32Array(items)];
  const kept = new Int32Array(items * most);
  const [counts, start] = [new Int32Array(items), new Int32Array(items + 1)];
  for (let j = 0; j < items; j++) {
    columnOf(j, own);
    for (let i = 0; i < items; i++) own[i] = Math.abs(own[i]);
    own[j] = 0;
    sizes.set(own);
    const least = nthLargest(sizes, most - 1);
    let ties = most;
    for (let i = 0; i < items; i++) if (own[i] > least) ties--;
    for (let i = 0; i < items; i++) {
      if (own[i] === 0 || own[i] < least || (own[i] === least && ties-- <= 0)) continue;
      kept[j * most + counts[j]++] = i;
      start[i + 1]++;
    }
    if (j % AT_ONCE === AT_ONCE - 1) yield;
  }
  for (let i = 0; i < items; i++) start[i + 1] += start[i];
  const next = start.slice(0, items);
  const out = { column: new Int32Array(start[items]), weight: new Float32Array(start[items]) };
  for (let j = 0; j < items; j++)
    for (let e = j * most; e < j * most + counts[j]; e++) {
      const at = next[kept[e]]++;
      out.column[at] = j;
      out.weight[at] = weight(kept[e], j);
    }
  return { items, start, ...out };
}

/** The entry that has `n` larger or equal ones before it; orders the values on the way. */
function nthLargest(values: Float32Array, n: number): number {
  let [first, last] = [0, values.length - 1];
  while (first < last) {
    const pivot = values[(first + last) >>> 1];
    let [i, j] = [first, last];
    while (i <= j) {
      while (values[i] > pivot) i++;
      while (values[j] < pivot) j--;
      if (i > j) break;
      [values[i], values[j]] = [values[j], values[i]];
      i++;
      j--;
    }
    if (n <= j) last = j;
    else if (n >= i) first = i;
    else break;
  }
  return values[n];
}
