import type { IsolationForest } from './forest.js';

/** The forest for walks of equal length: a leaf leads to itself. */
export interface Lockstep {
  readonly column: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly path: Float64Array;
  readonly roots: Int32Array;
  /** Questions on the longest way of each tree. */
  readonly depth: Int32Array;
}

/** Makes walks of equal length of a forest whose trees follow one another. */
export function lockstepOf({ roots, column, threshold, left, path }: IsolationForest): Lockstep {
  const level = new Int32Array(column.length);
  for (let node = 0; node < column.length; node++)
    if (column[node] >= 0) level[left[node]] = level[left[node] + 1] = Math.max(level[left[node]], level[node] + 1);
  const ends = [...roots.slice(1), column.length];
  return {
    column: column.map((j) => Math.max(0, j)),
    threshold: threshold.map((at, node) => (column[node] < 0 ? Infinity : at)),
    left: left.map((child, node) => (column[node] < 0 ? node : child)),
    path,
    roots,
    depth: roots.map((root, t) => level.subarray(root, ends[t]).reduce((most, l) => Math.max(most, l), 0)),
  };
}

/**
 * Adds the paths of rows of numbers without a gap. Four rows walk side by side, and the side of each step is added, not branched on: what a
 * random question answers cannot be foreseen, and one row's wait is another's work.
 */
export function addPaths(
  { column, threshold, left, path, roots, depth }: Lockstep,
  cells: Float64Array,
  width: number,
  rows: number,
  out: Float64Array,
  from: number,
): void {
  const four = rows - (rows % 4);
  for (let t = 0; t < roots.length; t++) {
    const [root, steps] = [roots[t], depth[t]];
    for (let i = 0; i < four; i += 4) {
      const at = i * width;
      let [a, b, c, d] = [root, root, root, root];
      for (let s = 0; s < steps; s++) {
        a = left[a] + Number(cells[at + column[a]] >= threshold[a]);
        b = left[b] + Number(cells[at + width + column[b]] >= threshold[b]);
        c = left[c] + Number(cells[at + 2 * width + column[c]] >= threshold[c]);
        d = left[d] + Number(cells[at + 3 * width + column[d]] >= threshold[d]);
      }
      out[from + i] += path[a];
      out[from + i + 1] += path[b];
      out[from + i + 2] += path[c];
      out[from + i + 3] += path[d];
    }
    for (let i = four; i < rows; i++) {
      let node = root;
      for (let s = 0; s < steps; s++) node = left[node] + Number(cells[i * width + column[node]] >= threshold[node]);
      out[from + i] += path[node];
    }
  }
}
