import type { BinnedMatrix, Binning } from './bin.js';
import type { Split } from './split.js';
import { bitsOf, CATEGORY, NUMBER_MISSING_LEFT, NUMBER_MISSING_RIGHT, type Tree } from './tree.js';

/** A tree while it grows, over bins. One draft serves all trees of a fit. */
export interface Draft {
  nodes: number;
  /** Column of the binning, per node. */
  readonly column: Int32Array;
  readonly bin: Int32Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly gain: Float64Array;
  /** 1 or 0 per node and bin of its column: node i begins at i × `widest`. */
  readonly goesLeft: Uint8Array;
  readonly widest: number;
}

export function emptyDraft(leaves: number, binning: Binning): Draft {
  const nodes = leaves - 1;
  const widest = binning.columns.reduce((most, c) => Math.max(most, c.size), 0);
  return {
    nodes: 0,
    column: new Int32Array(nodes),
    bin: new Int32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    gain: new Float64Array(nodes),
    goesLeft: new Uint8Array(nodes * widest),
    widest,
  };
}

/** Adds the node of a split and returns its number; its children are leaves `leftLeaf` and `rightLeaf`. */
export function addNode(draft: Draft, split: Split, minGain: number, leftLeaf: number, rightLeaf: number): number {
  const node = draft.nodes++;
  draft.column[node] = split.column;
  draft.bin[node] = split.bin;
  draft.missingLeft[node] = split.missingLeft ? 1 : 0;
  draft.gain[node] = split.gain + minGain;
  draft.left[node] = -1 - leftLeaf;
  draft.right[node] = -1 - rightLeaf;
  return node;
}

/** Fills the bins of a node that is about to be added, from its split. */
export function markLeftBins(draft: Draft, split: Split, binning: Binning): void {
  const bins = binning.columns[split.column];
  const first = draft.nodes * draft.widest;
  if (bins.kind === 'category') {
    draft.goesLeft.fill(0, first, first + bins.size);
    for (let k = 0; k < split.groupSize; k++) draft.goesLeft[first + split.group[k]] = 1;
    return;
  }
  draft.goesLeft.fill(1, first, first + split.bin + 1);
  draft.goesLeft.fill(0, first + split.bin + 1, first + bins.size);
  if (bins.missing) draft.goesLeft[first + bins.size - 1] = split.missingLeft ? 1 : 0;
}

/** The leaf that a training row falls into. */
export function leafOf(draft: Draft, x: BinnedMatrix, row: number): number {
  if (draft.nodes === 0) return 0;
  let node = 0;
  while (node >= 0) {
    const bin = x.columns[draft.column[node]][row];
    node = draft.goesLeft[node * draft.widest + bin] === 1 ? draft.left[node] : draft.right[node];
  }
  return -1 - node;
}

/** The tree over raw values. `value` and `cover` are per leaf. */
export function finishTree(draft: Draft, binning: Binning, value: Float64Array, cover: Uint32Array): Tree {
  const { nodes } = draft;
  const column = new Int32Array(nodes);
  const kind = new Uint8Array(nodes);
  const threshold = new Float64Array(nodes);
  const sets: Uint32Array[] = [];
  for (let node = 0; node < nodes; node++) {
    const bins = binning.columns[draft.column[node]];
    column[node] = bins.column;
    if (bins.kind === 'category') {
      kind[node] = CATEGORY;
      sets.push(bitsOf(bins.codes.filter((_, b) => draft.goesLeft[node * draft.widest + b + 1] === 1)));
    } else {
      kind[node] = draft.missingLeft[node] === 1 ? NUMBER_MISSING_LEFT : NUMBER_MISSING_RIGHT;
      threshold[node] = thresholdOf(bins.bounds, draft.bin[node]);
      sets.push(new Uint32Array(0));
    }
  }
  const cut = (from: Int32Array): Int32Array => from.slice(0, nodes);
  return { column, kind, threshold, sets, left: cut(draft.left), right: cut(draft.right), gain: draft.gain.slice(0, nodes), value, cover };
}

/** Splits that part known from missing values have no bound of their own: every number is below the largest double. */
function thresholdOf(bounds: Float64Array, bin: number): number {
  return bin < bounds.length - 1 ? bounds[bin] : Number.MAX_VALUE;
}
