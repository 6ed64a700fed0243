import { lineWords, type LeafMasks, type MaskColumn } from '../../kernel/index.js';
import { setOf, type Forest } from './forest.js';
import { leafOrder, type LeafOrder } from './leaf-order.js';
import { codesOf, CATEGORY, NUMBER_MISSING_LEFT } from './tree.js';
import { inSet } from './walk.js';

/** Leaves of the largest tree: masks take a seventh to a third of the time of walking down trees of up to 63 leaves, and nearly half of it at 127. */
const MOST_LEAVES = 128;

/** 16 MiB: what stays in a processor's last cache. */
const MOST_WORDS = 2 ** 22;

/** A node with what it keeps a row from that it sends to the right: the leaves `from … to - 1` of its tree, counted from left to right. */
interface Fork {
  readonly node: number;
  readonly tree: number;
  readonly from: number;
  readonly to: number;
}

/** A forest as masks of leaves, and which columns of the matrix they are over. */
export interface ForestMasks extends LeafMasks {
  readonly used: Int32Array;
}

/** The masks of a forest; `undefined` where they would be too large to be quicker than its trees. */
export function forestMasks(forest: Forest): ForestMasks | undefined {
  const { leafStart, base } = forest;
  const trees = leafStart.length - 1;
  let leaves = 1;
  for (let t = 0; t < trees; t++) leaves = Math.max(leaves, leafStart[t + 1] - leafStart[t]);
  if (leaves > MOST_LEAVES) return undefined;
  const words = Math.ceil(leaves / 32);
  const order = leafOrder(forest);
  const forks = forksOf(forest, order);
  const used = Int32Array.from(forks.keys()).toSorted();
  const width = lineWords({ words, leafStart });
  const shapes = Array.from(used, (column) => shapeOf(forest, forks.get(column)!));
  if (shapes.reduce((sum, { count }) => sum + count * width, 0) > MOST_WORDS) return undefined;
  const columns = shapes.map((shape, i) => maskColumn(forest, forks.get(used[i])!, shape, words, width));
  return { used, columns, words, base, leafStart, value: order.value };
}

/** The nodes by column. */
function forksOf({ column, nodeStart }: Forest, { from, to }: LeafOrder): ReadonlyMap<number, readonly Fork[]> {
  const forks = new Map<number, Fork[]>();
  for (let tree = 0, node = 0; node < column.length; node++) {
    while (node >= nodeStart[tree + 1]) tree++;
    const own = forks.get(column[node]) ?? [];
    forks.set(column[node], own);
    own.push({ node, tree, from: from[node], to: to[node] });
  }
  return forks;
}

/** What a column's lines stand for: the values between edges, or the codes before the last that any set holds; then missing ones. */
interface Shape {
  readonly edges: Float64Array | null;
  readonly count: number;
}

function shapeOf(forest: Forest, forks: readonly Fork[]): Shape {
  if (forest.kind[forks[0].node] !== CATEGORY) {
    const edges = Float64Array.from(new Set(forks.map(({ node }) => forest.threshold[node]))).toSorted();
    return { edges, count: edges.length + 2 };
  }
  return { edges: null, count: Math.max(...forks.map(({ node }) => codesOf(setOf(forest, node)))) + 1 };
}

function maskColumn(forest: Forest, forks: readonly Fork[], { edges, count }: Shape, words: number, width: number): MaskColumn {
  const lines = new Int32Array(count * width).fill(-1);
  const clear = (line: number, { tree, from, to }: Fork): void => {
    const first = line * width + tree * words;
    for (let word = from >> 5; 32 * word < to; word++) lines[first + word] &= ~bitsWithin(from - 32 * word, to - 32 * word);
  };
  if (edges === null) {
    for (let code = 0; code < count; code++)
      for (const fork of forks) if (code === count - 1 || !inSet(forest, fork.node, code)) clear(code, fork);
    return { edges, lines };
  }
  const byEdge = Map.groupBy(forks, ({ node }) => forest.threshold[node]);
  edges.forEach((edge, i) => {
    lines.copyWithin((i + 1) * width, i * width, (i + 1) * width);
    for (const fork of byEdge.get(edge)!) clear(i + 1, fork);
  });
  for (const fork of forks) if (forest.kind[fork.node] !== NUMBER_MISSING_LEFT) clear(count - 1, fork);
  return { edges, lines };
}

/** The bits `from … to - 1` of a word, as far as they are in it. */
function bitsWithin(from: number, to: number): number {
  return (to >= 32 ? -1 : (1 << to) - 1) & (from <= 0 ? -1 : -1 << from);
}
