import { NODE_FIELDS } from './model.js';

/** The trees of a forest while they grow: the arrays of a model with room to spare. */
export interface Trees {
  /** Values per leaf. */
  readonly outputs: number;
  nodes: Int32Array;
  nodeCount: number;
  values: Float32Array;
  leafCount: number;
  readonly roots: number[];
  readonly sets: Uint32Array[];
  /** Numbers of the sets by their words. */
  readonly setNumbers: Map<string | number, number>;
}

export const noTrees = (outputs: number): Trees => ({
  outputs,
  nodes: new Int32Array(1024 * NODE_FIELDS),
  nodeCount: 0,
  values: new Float32Array(1024 * outputs),
  leafCount: 0,
  roots: [],
  sets: [],
  setNumbers: new Map(),
});

/** Adds a node without children and returns its number. */
export function addNode(trees: Trees, column: number, rule: number): number {
  const at = trees.nodeCount * NODE_FIELDS;
  if (at === trees.nodes.length) {
    const wider = new Int32Array(2 * at);
    wider.set(trees.nodes);
    trees.nodes = wider;
  }
  trees.nodes[at] = column;
  trees.nodes[at + 1] = rule;
  return trees.nodeCount++;
}

/** Adds a leaf and returns where its values belong. */
export function addLeaf(trees: Trees): number {
  const at = trees.leafCount * trees.outputs;
  if (at === trees.values.length) {
    const wider = new Float32Array(2 * at);
    wider.set(trees.values);
    trees.values = wider;
  }
  trees.leafCount++;
  return at;
}

/** The number of the set of the bins that are marked; equal sets are kept once. */
export function addSet(trees: Trees, marks: Uint8Array, size: number): number {
  let last = size - 1;
  while (last >= 0 && marks[last] === 0) last--;
  const words = new Uint32Array((last >> 5) + 1);
  for (let bin = 0; bin <= last; bin++) if (marks[bin] === 1) words[bin >> 5] |= 1 << (bin & 31);
  const key = words.length === 1 ? words[0] : words.join();
  const known = trees.setNumbers.get(key);
  if (known !== undefined) return known;
  trees.setNumbers.set(key, trees.sets.length);
  return trees.sets.push(words) - 1;
}
