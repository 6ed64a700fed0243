import type { FoundSplit } from '../../kernel/index.js';
import type { Binning } from './bin.js';
import { bitsOf, CATEGORY, NUMBER_MISSING_LEFT, NUMBER_MISSING_RIGHT, type Tree } from './tree.js';

/** A tree while it grows, over bins. One draft serves all trees of a fit. */
export interface Draft {
  nodes: number;
  /** The split of each node. */
  readonly splits: FoundSplit[];
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

export function emptyDraft(leaves: number): Draft {
  const nodes = leaves - 1;
  return { nodes: 0, splits: [], missingLeft: new Uint8Array(nodes), left: new Int32Array(nodes), right: new Int32Array(nodes) };
}

/** Adds the node of a split and returns its number; its children are leaves `leftLeaf` and `rightLeaf`. */
export function addNode(draft: Draft, split: FoundSplit, missingLeft: boolean, leftLeaf: number, rightLeaf: number): number {
  const node = draft.nodes++;
  draft.splits[node] = split;
  draft.missingLeft[node] = missingLeft ? 1 : 0;
  draft.left[node] = -1 - leftLeaf;
  draft.right[node] = -1 - rightLeaf;
  return node;
}

/** Marks the bins of the split's column that go left. */
export function markLeftBins(split: FoundSplit, binning: Binning, goesLeft: Uint8Array): void {
  const bins = binning.columns[split.column];
  const code = binning.codes[split.column];
  if (code > 0) {
    goesLeft.fill(1);
    goesLeft[code] = 0;
    return;
  }
  goesLeft.fill(0, 0, bins.size);
  if (bins.kind === 'category') for (const bin of split.group) goesLeft[bin] = 1;
  else goesLeft.fill(1, 0, split.bin + 1);
  if (bins.kind === 'number' && bins.missing) goesLeft[bins.size - 1] = split.missingLeft ? 1 : 0;
}

/** The tree over raw values. `value` and `cover` are per leaf. */
export function finishTree(draft: Draft, binning: Binning, minGain: number, value: Float64Array, cover: Uint32Array): Tree {
  const { nodes } = draft;
  const column = new Int32Array(nodes);
  const kind = new Uint8Array(nodes);
  const threshold = new Float64Array(nodes);
  const sets: Uint32Array[] = [];
  for (let node = 0; node < nodes; node++) {
    const split = draft.splits[node];
    const bins = binning.columns[split.column];
    column[node] = bins.column;
    if (bins.kind === 'category') {
      kind[node] = CATEGORY;
      sets.push(bitsOf(split.group.map((bin) => bins.codes[bin - 1])));
    } else {
      kind[node] = draft.missingLeft[node] === 1 ? NUMBER_MISSING_LEFT : NUMBER_MISSING_RIGHT;
      threshold[node] = thresholdOf(bins.bounds, split.bin);
      sets.push(new Uint32Array(0));
    }
  }
  const gain = Float64Array.from({ length: nodes }, (_, node) => draft.splits[node].gain + minGain);
  return { column, kind, threshold, sets, left: draft.left.slice(0, nodes), right: draft.right.slice(0, nodes), gain, value, cover };
}

/** Splits that part known from missing values have no bound of their own: every number is below the largest double. */
function thresholdOf(bounds: Float64Array, bin: number): number {
  return bin < bounds.length - 1 ? bounds[bin] : Number.MAX_VALUE;
}
