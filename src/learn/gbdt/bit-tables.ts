import { BIT_BLOCK_ROWS, columnBytes, MOST_BIT_LEAVES, type ColumnConditions, type LeafBits } from '../../kernel/index.js';
import { categoryConditions, edgeSlot, numberConditions } from './condition-tables.js';
import { setOf, type Forest } from './forest.js';
import { leafOrder } from './leaf-order.js';
import { CATEGORY, NUMBER_MISSING_LEFT } from './tree.js';

/** What the kernel's memory has room for, and what a node and its leaf take of it. */
const [MOST_BYTES, NODE_BYTES] = [2 ** 24, 16];

/** A forest whose splits ask for conditions, and which columns of the matrix they are on. */
export interface ForestBits extends LeafBits {
  readonly used: Int32Array;
}

/** A forest for bits of rows; `undefined` where a tree has more leaves than are quicker that way, or where it would take more than 16 MiB. */
export function forestBits(forest: Forest): ForestBits | undefined {
  const { leafStart, nodeStart, base, column } = forest;
  for (let t = 0; t + 1 < leafStart.length; t++) if (leafStart[t + 1] - leafStart[t] > MOST_BIT_LEAVES) return undefined;
  const used = Int32Array.from(new Set(column)).toSorted();
  const nodes = nodesOf(forest, used);
  const columns: ColumnConditions[] = [];
  let bytes = NODE_BYTES * column.length;
  for (const own of nodes) {
    const conditions = conditionsOf(forest, own, MOST_BYTES - bytes);
    if (conditions === undefined) return undefined;
    bytes += columnBytes(conditions, BIT_BLOCK_ROWS);
    if (bytes > MOST_BYTES) return undefined;
    columns.push(conditions);
  }
  const slot = new Int32Array(column.length);
  const place = new Int32Array(column.length);
  nodes.forEach((own, j) => {
    const { edges } = columns[j];
    own.forEach((node, k) => {
      place[node] = j;
      slot[node] = edges === null ? k : edgeSlot(edges, forest.threshold[node], forest.kind[node] === NUMBER_MISSING_LEFT);
    });
  });
  return { used, columns, base, splitStart: nodeStart, column: place, slot, ...leafOrder(forest) };
}

/** The nodes on each of the columns. */
function nodesOf({ column }: Forest, used: Int32Array): readonly (readonly number[])[] {
  const nodes: number[][] = Array.from(used, () => []);
  const place = new Map(Array.from(used, (j, i) => [j, i]));
  column.forEach((j, node) => nodes[place.get(j)!].push(node));
  return nodes;
}

function conditionsOf(forest: Forest, nodes: readonly number[], mostBytes: number): ColumnConditions | undefined {
  if (forest.kind[nodes[0]] === CATEGORY)
    return categoryConditions(
      nodes.map((node) => ({ words: setOf(forest, node), missing: false })),
      mostBytes,
    );
  const orMissing = nodes.some((node) => forest.kind[node] === NUMBER_MISSING_LEFT);
  return numberConditions(
    nodes.map((node) => forest.threshold[node]),
    orMissing,
  );
}
