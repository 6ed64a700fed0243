import { transposed, type Sparse } from '../sparse.js';

/** Similarities of items: `(a, b, both)` from the squared lengths of two columns and their product. */
export type Similarity = (a: number, b: number, both: number) => number;

/** The lines of a similarity of items, of each only the most alike. */
export interface Neighbours {
  /** Items + 1. */
  readonly start: Int32Array;
  /** Ascending within a line. */
  readonly column: Int32Array;
  readonly weight: Float32Array;
}

/**
 * The `most` items most alike each item, itself left out, among those that some user took too: of equal ones those that come first. Line i holds
 * the items of whose neighbours i is one, so that a history's lines add up to what each item owes to its own neighbours.
 * Costs the sum over users of the square of their items.
 */
export function neighboursOf(users: Sparse, similarity: Similarity, most: number): Neighbours {
  const items = transposed(users);
  const size = items.lines;
  const squares = new Float64Array(size);
  for (let e = 0; e < users.column.length; e++) squares[users.column[e]] += users.value[e] ** 2;
  const product = new Float64Array(size);
  const near: { readonly item: number; readonly by: readonly (readonly [number, number])[] }[] = [];
  const met = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    let count = 0;
    for (let e = items.start[i]; e < items.start[i + 1]; e++) {
      const user = items.column[e];
      for (let f = users.start[user]; f < users.start[user + 1]; f++) {
        const j = users.column[f];
        if (product[j] === 0) met[count++] = j;
        product[j] += items.value[e] * users.value[f];
      }
    }
    const alike: [number, number][] = [];
    for (const j of met.subarray(0, count).sort()) {
      const value = similarity(squares[i], squares[j], product[j]);
      if (j !== i && value > 0) alike.push([j, value]);
      product[j] = 0;
    }
    near.push({ item: i, by: alike.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most) });
  }
  return linesOf(near, size);
}

/** For every item the list of its neighbours, turned into lines by neighbour. */
function linesOf(
  near: readonly { readonly item: number; readonly by: readonly (readonly [number, number])[] }[],
  size: number,
): Neighbours {
  const start = new Int32Array(size + 1);
  for (const { by } of near) for (const [j] of by) start[j + 1]++;
  for (let j = 0; j < size; j++) start[j + 1] += start[j];
  const next = start.slice(0, size);
  const [column, weight] = [new Int32Array(start[size]), new Float32Array(start[size])];
  for (const { item, by } of near)
    for (const [j, value] of by) {
      const at = next[j]++;
      column[at] = item;
      weight[at] = value;
    }
  return { start, column, weight };
}
