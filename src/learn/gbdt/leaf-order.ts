import { rootsOf, type Forest } from './forest.js';

/** The leaves of each tree counted from left to right. */
export interface LeafOrder {
  /** Per node: how many leaves of its tree are to the left of all below it, and to the left of those below its right child. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The leaves' values in this order, tree after tree. */
  readonly value: Float64Array;
}

/** Puts a forest's leaves in order. Children come after their parents, so that one pass from the end counts and one from the start places. */
export function leafOrder(forest: Forest): LeafOrder {
  const { left, right, leafStart } = forest;
  const nodes = left.length;
  const leaves = new Int32Array(nodes);
  const below = (child: number): number => (child < 0 ? 1 : leaves[child]);
  for (let node = nodes - 1; node >= 0; node--) leaves[node] = below(left[node]) + below(right[node]);
  const [from, to, value] = [new Int32Array(nodes), new Int32Array(nodes), new Float64Array(forest.value.length)];
  rootsOf(forest).forEach((root, tree) => {
    const first = leafStart[tree];
    const place = (child: number, before: number): void => {
      if (child >= 0) from[child] = before;
      else value[first + before] = forest.value[-1 - child];
    };
    place(root, 0);
    for (let node = forest.nodeStart[tree]; node < forest.nodeStart[tree + 1]; node++) {
      to[node] = from[node] + below(left[node]);
      place(left[node], from[node]);
      place(right[node], to[node]);
    }
  });
  return { from, to, value };
}
