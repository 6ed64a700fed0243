import { linesOf, type Lines } from './lines.js';
import type { Tree } from './tree.js';

/**
 * Trees in flat arrays, one after the other: what prediction reads and the artifact stores. Node numbers run over the whole
 * forest; a child of `-1 - k` is leaf k of the forest. Tree t adds to output t mod `outputs`.
 */
export interface Forest {
  readonly outputs: number;
  /** Columns of the matrix it was fitted on. */
  readonly columns: number;
  /** Margin before any tree, per output. */
  readonly base: Float64Array;
  /** `log`: the prediction is exp of the sum. Absent: the sum itself. */
  readonly link?: 'log';
  /** First node of each tree, then the number of nodes. A tree without nodes is its one leaf. */
  readonly nodeStart: Int32Array;
  /** First leaf of each tree, then the number of leaves. */
  readonly leafStart: Int32Array;
  /** Per node, as in {@link Tree}. */
  readonly column: Int32Array;
  readonly kind: Uint8Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly gain: Float64Array;
  /** Words of node i's category set: `sets[setStart[i] … setStart[i + 1] - 1]`. */
  readonly setStart: Int32Array;
  readonly sets: Uint32Array;
  /** Per leaf. */
  readonly value: Float64Array;
  readonly cover: Uint32Array;
  /** Linear leaves; absent: every leaf adds its value. */
  readonly lines?: Lines;
}

/** Lays trees out as a forest. */
export function forestOf(trees: readonly Tree[], outputs: number, columns: number, base: Float64Array): Forest {
  const nodeStart = starts(trees.map((t) => t.column.length));
  const leafStart = starts(trees.map((t) => t.value.length));
  const sets = trees.flatMap((t) => t.sets);
  const setStart = starts(sets.map((s) => s.length));
  const words = new Uint32Array(setStart[sets.length]);
  sets.forEach((set, i) => words.set(set, setStart[i]));
  const child = (t: number, c: number): number => (c >= 0 ? c + nodeStart[t] : c - leafStart[t]);
  const nodes = nodeStart[trees.length];
  const leaves = leafStart[trees.length];
  const lines = linesOf(trees);
  return {
    outputs,
    columns,
    base,
    nodeStart,
    leafStart,
    column: join(new Int32Array(nodes), trees, (t) => t.column),
    kind: join(new Uint8Array(nodes), trees, (t) => t.kind),
    threshold: join(new Float64Array(nodes), trees, (t) => t.threshold),
    left: join(new Int32Array(nodes), trees, (t, i) => t.left.map((c) => child(i, c))),
    right: join(new Int32Array(nodes), trees, (t, i) => t.right.map((c) => child(i, c))),
    gain: join(new Float64Array(nodes), trees, (t) => t.gain),
    setStart,
    sets: words,
    value: join(new Float64Array(leaves), trees, (t) => t.value),
    cover: join(new Uint32Array(leaves), trees, (t) => t.cover),
    ...(lines === undefined ? {} : { lines }),
  };
}

/** Number of the root of each tree, as a child number. */
export function rootsOf(forest: Forest): Int32Array {
  const roots = new Int32Array(forest.nodeStart.length - 1);
  for (let t = 0; t < roots.length; t++) {
    roots[t] = forest.nodeStart[t] < forest.nodeStart[t + 1] ? forest.nodeStart[t] : -1 - forest.leafStart[t];
  }
  return roots;
}

/** The words of a category node's set. */
export const setOf = ({ sets, setStart }: Forest, node: number): Uint32Array => sets.subarray(setStart[node], setStart[node + 1]);

function starts(lengths: readonly number[]): Int32Array {
  const out = new Int32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) out[i + 1] = out[i] + lengths[i];
  return out;
}

function join<A extends Int32Array | Uint8Array | Uint32Array | Float64Array>(
  out: A,
  trees: readonly Tree[],
  part: (tree: Tree, t: number) => A,
): A {
  let at = 0;
  trees.forEach((tree, t) => {
    const items = part(tree, t);
    out.set(items, at);
    at += items.length;
  });
  return out;
}
