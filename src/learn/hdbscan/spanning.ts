import type { Pace } from '../pace.js';

/** Edges of a tree over all rows, the shortest first. */
export interface Spanning {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Mutual reachability: the greatest of the two rows' densities and their distance, squared. */
  readonly length: Float64Array;
}

/** The shortest tree that connects all rows (Prim, 1957). Time: rows² × coordinates at most; a pair that density already keeps apart is not measured. */
export async function spanningTree(at: Float64Array, dims: number, core: Float64Array, pace: Pace): Promise<Spanning> {
  const rows = core.length;
  const [best, parent] = [new Float64Array(rows).fill(Infinity), new Int32Array(rows)];
  const left = Int32Array.from({ length: rows }, (_, i) => i);
  const [from, to, length] = [new Int32Array(rows - 1), new Int32Array(rows - 1), new Float64Array(rows - 1)];
  let current = 0;
  let remaining = rows - 1;
  left[0] = rows - 1;
  for (let edge = 0; edge < rows - 1; edge++) {
    let nearest = 0;
    for (let n = 0; n < remaining; n++) {
      const j = left[n];
      const floor = Math.max(core[current], core[j]);
      if (floor < best[j]) {
        const far = Math.max(floor, distanceUpTo(at, dims, current, j, best[j]));
        if (far < best[j]) [best[j], parent[j]] = [far, current];
      }
      if (best[j] < best[left[nearest]] || (best[j] === best[left[nearest]] && j < left[nearest])) nearest = n;
    }
    const next = left[nearest];
    [from[edge], to[edge], length[edge]] = [parent[next], next, best[next]];
    left[nearest] = left[--remaining];
    current = next;
    await pace(remaining * dims);
  }
  return ascending({ from, to, length });
}

/** The squared distance, or something of at least `most`. */
function distanceUpTo(at: Float64Array, dims: number, a: number, b: number, most: number): number {
  let sum = 0;
  for (let d = 0, p = a * dims, q = b * dims; d < dims && sum < most; d++, p++, q++) {
    const gap = at[p] - at[q];
    sum += gap * gap;
  }
  return sum;
}

function ascending({ from, to, length }: Spanning): Spanning {
  const order = Int32Array.from(length.keys()).toSorted((a, b) => length[a] - length[b] || a - b);
  const pick = <A extends Int32Array | Float64Array>(values: A): A => values.map((_, n) => values[order[n]]) as A;
  return { from: pick(from), to: pick(to), length: pick(length) };
}
