import type { Spanning } from './spanning.js';

/** Rows joined pair by pair. Node i < rows is a row, node rows + n the n-th join. */
export interface Linkage {
  readonly rows: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Distance at which the two meet. */
  readonly distance: Float64Array;
  /** Weight below each node, rows first. */
  readonly weight: Float64Array;
}

/** Joins along the edges, the shortest first. */
export function linkageOf({ from, to, length }: Spanning, weights: Float64Array): Linkage {
  const rows = weights.length;
  const top = Int32Array.from({ length: 2 * rows - 1 }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (top[i] !== i) i = top[i] = top[top[i]];
    return i;
  };
  const [left, right] = [new Int32Array(rows - 1), new Int32Array(rows - 1)];
  const weight = new Float64Array(2 * rows - 1);
  weight.set(weights);
  for (let n = 0; n < rows - 1; n++) {
    const [a, b] = [rootOf(from[n]), rootOf(to[n])];
    [left[n], right[n]] = [a, b];
    weight[rows + n] = weight[a] + weight[b];
    top[a] = rows + n;
    top[b] = rows + n;
  }
  return { rows, left, right, distance: length.map(Math.sqrt), weight };
}
