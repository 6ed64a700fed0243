import type { ColumnHead } from '../../core/index.js';
import type { Forest } from './forest.js';
import { CATEGORY } from './tree.js';

const MOST_DEPTH = 4096;

/**
 * What is wrong with a forest that came from a file, or `undefined`: lengths, ranges, finite numbers, and that each tree is one tree
 * (every node and leaf has exactly one parent, which comes before it). Linear in the size of the arrays.
 */
export function checkForest(forest: Forest, heads: readonly ColumnHead[]): string | undefined {
  return checkLengths(forest) ?? checkLeaves(forest) ?? checkNodes(forest, heads) ?? checkSets(forest, heads) ?? checkTrees(forest);
}

function checkLengths(forest: Forest): string | undefined {
  const nodes = forest.column.length;
  const leaves = forest.value.length;
  for (const name of ['kind', 'threshold', 'left', 'right', 'gain'] as const) {
    if (forest[name].length !== nodes) return `"${name}" has ${forest[name].length} entries for ${nodes} nodes`;
  }
  if (forest.cover.length !== leaves) return `"cover" has ${forest.cover.length} entries for ${leaves} leaves`;
  if (forest.nodeStart.length !== forest.leafStart.length) return '"nodeStart" and "leafStart" differ in length';
  if (forest.setStart.length !== nodes + 1) return `"setStart" has ${forest.setStart.length} entries for ${nodes} nodes`;
  if ((forest.nodeStart.length - 1) % forest.outputs !== 0) return 'its trees do not fill whole rounds';
  return (
    checkStarts('nodeStart', forest.nodeStart, nodes) ??
    checkStarts('leafStart', forest.leafStart, leaves) ??
    checkStarts('setStart', forest.setStart, forest.sets.length)
  );
}

function checkStarts(name: string, starts: Int32Array, total: number): string | undefined {
  if (starts.length === 0 || starts[0] !== 0 || starts[starts.length - 1] !== total) return `"${name}" does not run from 0 to ${total}`;
  for (let i = 1; i < starts.length; i++) if (starts[i] < starts[i - 1]) return `"${name}" falls at entry ${i}`;
  return undefined;
}

function checkLeaves(forest: Forest): string | undefined {
  const notFinite = forest.value.findIndex((v) => !Number.isFinite(v));
  if (notFinite >= 0) return `leaf ${notFinite} has the value ${forest.value[notFinite]}`;
  if (!Number.isFinite(forest.value.reduce((sum, v) => sum + Math.abs(v), 0))) return 'its leaf values have no finite sum';
  const empty = forest.cover.indexOf(0);
  return empty >= 0 ? `leaf ${empty} covers no row` : undefined;
}

function checkNodes(forest: Forest, heads: readonly ColumnHead[]): string | undefined {
  for (let node = 0; node < forest.column.length; node++) {
    const column = forest.column[node];
    if (column < 0 || column >= heads.length) return `node ${node} splits on column ${column} of ${heads.length}`;
    if (forest.kind[node] > CATEGORY) return `node ${node} is of the unknown kind ${forest.kind[node]}`;
    if ((forest.kind[node] === CATEGORY) !== (heads[column].kind === 'category'))
      return `node ${node} does not fit the kind of column ${column}`;
    if (!Number.isFinite(forest.threshold[node])) return `node ${node} has the threshold ${forest.threshold[node]}`;
    if (!Number.isFinite(forest.gain[node])) return `node ${node} has the gain ${forest.gain[node]}`;
  }
  return undefined;
}

function checkSets(forest: Forest, heads: readonly ColumnHead[]): string | undefined {
  for (let node = 0; node < forest.column.length; node++) {
    const words = forest.setStart[node + 1] - forest.setStart[node];
    const head = heads[forest.column[node]];
    const most = head.kind === 'category' ? Math.ceil(head.levels.length / 32) : 0;
    if (words > most) return `node ${node} has a set of ${words} words, at most ${most} fit its column`;
    if (head.kind === 'category' && words === 0) return `node ${node} splits on an empty set`;
  }
  return undefined;
}

function checkTrees(forest: Forest): string | undefined {
  const depth = new Int32Array(forest.column.length);
  const nodeSeen = new Uint8Array(forest.column.length);
  const leafSeen = new Uint8Array(forest.value.length);
  for (let tree = 0; tree + 1 < forest.nodeStart.length; tree++) {
    const nodes = forest.nodeStart[tree + 1] - forest.nodeStart[tree];
    const leaves = forest.leafStart[tree + 1] - forest.leafStart[tree];
    if (leaves !== nodes + 1) return `tree ${tree} has ${leaves} leaves for ${nodes} nodes`;
    for (let node = forest.nodeStart[tree]; node < forest.nodeStart[tree + 1]; node++) {
      for (const child of [forest.left[node], forest.right[node]]) {
        const fault = claimChild(forest, tree, node, child, depth, nodeSeen, leafSeen);
        if (fault !== undefined) return fault;
      }
    }
  }
  return undefined;
}

/** Marks a child as taken. Twice as many children as nodes, all different, all in their tree: then each has exactly one parent. */
function claimChild(
  forest: Forest,
  tree: number,
  node: number,
  child: number,
  depth: Int32Array,
  nodeSeen: Uint8Array,
  leafSeen: Uint8Array,
): string | undefined {
  const isNode = child >= 0;
  const index = isNode ? child : -1 - child;
  const from = isNode ? node + 1 : forest.leafStart[tree];
  const to = isNode ? forest.nodeStart[tree + 1] : forest.leafStart[tree + 1];
  const name = isNode ? 'node' : 'leaf';
  if (index < from || index >= to) return `node ${node} leads to ${name} ${index}, outside of ${from} to ${to - 1}`;
  const seen = isNode ? nodeSeen : leafSeen;
  if (seen[index] === 1) return `${name} ${index} has two parents`;
  seen[index] = 1;
  if (!isNode) return undefined;
  depth[index] = depth[node] + 1;
  return depth[index] >= MOST_DEPTH ? `tree ${tree} is deeper than ${MOST_DEPTH}` : undefined;
}
