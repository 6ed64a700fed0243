import type { BinnedMatrix, Binning } from './bin.js';
import { addNode, emptyDraft, markLeftBins, type Draft } from './draft.js';
import { addRows, subtract } from './histogram.js';
import { emptyLeaf, histogramPool, type HistogramPool, type Leaf } from './leaf.js';
import { partition } from './partition.js';
import { searchLeaf, slicesOf } from './search.js';
import { categoryScratch, type CategoryScratch } from './split-category.js';
import type { ColumnSlice } from './split-number.js';
import type { SplitSettings } from './split.js';

export interface GrowSettings extends SplitSettings {
  readonly leaves: number;
  readonly maxDepth: number;
  /** Largest value of a leaf; `Infinity` sets no limit. */
  readonly maxStep: number;
}

/** Room and settings for growing trees, one after the other, over one binned matrix. */
export interface Grower {
  readonly x: BinnedMatrix;
  readonly binning: Binning;
  readonly settings: GrowSettings;
  readonly slices: readonly ColumnSlice[];
  /** Rows of the current tree, grouped by leaf. */
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  readonly leaves: readonly Leaf[];
  readonly draft: Draft;
  readonly pool: HistogramPool;
  readonly scratch: CategoryScratch;
}

/** `directions`: per column of the binning, 1 increasing, -1 decreasing, 0 free. */
export function grower(x: BinnedMatrix, binning: Binning, directions: Int8Array, settings: Omit<GrowSettings, 'bounded'>): Grower {
  const draft = emptyDraft(settings.leaves, binning);
  const grouped = Math.min(draft.widest, Math.max(1, settings.maxCatThreshold));
  return {
    x,
    binning,
    settings: { ...settings, bounded: directions.some((d) => d !== 0) },
    slices: slicesOf(binning, directions),
    rows: new Int32Array(x.rows),
    spare: new Int32Array(x.rows),
    leaves: Array.from({ length: settings.leaves }, () => emptyLeaf(x.width, grouped)),
    draft,
    pool: histogramPool(binning.starts[x.width]),
    scratch: categoryScratch(draft.widest),
  };
}

/**
 * Grows one tree leaf-wise: always the leaf whose split gains most, until there are enough leaves or nothing gains
 * (Shi, "Best-first decision tree learning", 2007). Only the smaller child's histogram is summed, the larger one's is the
 * difference to the parent's. The rows are the first `count` of `g.rows`; `open` marks the columns that may be split on.
 * Afterwards `g.draft` holds the nodes and the first (returned) leaves of `g.leaves` the rows, sums and values.
 */
export function growTree(g: Grower, gradients: Float64Array, count: number, open: Uint8Array): number {
  plantRoot(g, gradients, count, open);
  let leaves = 1;
  while (leaves < g.settings.leaves) {
    const best = bestLeaf(g.leaves, leaves);
    if (best < 0) break;
    if (!splitLeaf(g, best, leaves)) {
      g.leaves[best].split.gain = 0;
      continue;
    }
    leaves++;
    if (leaves < g.settings.leaves) searchChildren(g, gradients, g.leaves[best], g.leaves[leaves - 1]);
  }
  for (let i = 0; i < leaves; i++) release(g, g.leaves[i]);
  return leaves;
}

function plantRoot(g: Grower, gradients: Float64Array, count: number, open: Uint8Array): void {
  g.draft.nodes = 0;
  const root = g.leaves[0];
  const { maxStep } = g.settings;
  Object.assign(root, {
    from: 0,
    to: count,
    count,
    gradient: 0,
    hessian: 0,
    low: -maxStep,
    high: maxStep,
    depth: 0,
    value: 0,
    parent: -1,
  });
  for (let i = 0; i < count; i++) {
    root.gradient += gradients[2 * g.rows[i]];
    root.hessian += gradients[2 * g.rows[i] + 1];
  }
  root.open.set(open);
  root.split.gain = 0;
  if (g.x.width === 0) return;
  root.histogram = g.pool.take();
  addRows(root.histogram, g.x, gradients, g.rows, 0, count);
  searchLeaf(root, g.slices, g.settings, g.scratch);
}

function bestLeaf(leaves: readonly Leaf[], count: number): number {
  let best = -1;
  let gain = 0;
  for (let i = 0; i < count; i++) {
    if (leaves[i].split.gain <= gain) continue;
    best = i;
    gain = leaves[i].split.gain;
  }
  return best;
}

/** Splits leaf `index` into itself (left) and leaf `next` (right). Returns false, with nothing done, when one side would be empty. */
function splitLeaf(g: Grower, index: number, next: number): boolean {
  const left = g.leaves[index];
  const right = g.leaves[next];
  const { split } = left;
  markLeftBins(g.draft, split, g.binning);
  const offset = g.draft.nodes * g.draft.widest;
  const middle = partition(g.rows, left.from, left.to, g.x.columns[split.column], g.draft.goesLeft, offset, g.spare);
  if (middle === left.from || middle === left.to) return false;
  const node = addNode(g.draft, split, g.settings.minGain, index, next);
  if (left.parent >= 0) (left.isRight ? g.draft.right : g.draft.left)[left.parent] = node;
  sendUnseenMissing(g, node, left, middle);
  right.from = middle;
  right.to = left.to;
  right.gradient = split.rightGradient;
  right.hessian = split.rightHessian;
  right.value = split.rightValue;
  left.to = middle;
  left.gradient = split.leftGradient;
  left.hessian = split.leftHessian;
  left.value = split.leftValue;
  left.count = left.to - left.from;
  right.count = right.to - right.from;
  right.depth = ++left.depth;
  left.parent = right.parent = node;
  left.isRight = false;
  right.isRight = true;
  right.open.set(left.open);
  right.split.gain = 0;
  narrow(left, right, g.slices[split.column].direction);
  return true;
}

/** Where the leaf has no missing value to learn from, later ones go with the larger child. */
function sendUnseenMissing(g: Grower, node: number, leaf: Leaf, middle: number): void {
  const { column, missingSeen } = leaf.split;
  if (missingSeen || g.slices[column].category) return;
  g.draft.missingLeft[node] = middle - leaf.from >= leaf.to - middle ? 1 : 0;
  if (g.slices[column].missing) g.draft.goesLeft[node * g.draft.widest + g.slices[column].size] = g.draft.missingLeft[node];
}

/** After a split on a monotone column, both sides' later values keep to their side of the middle. */
function narrow(left: Leaf, right: Leaf, direction: number): void {
  right.low = left.low;
  right.high = left.high;
  if (direction === 0) return;
  const middle = (left.value + right.value) / 2;
  const [below, above] = direction > 0 ? [left, right] : [right, left];
  below.high = Math.min(below.high, middle);
  above.low = Math.max(above.low, middle);
}

function searchChildren(g: Grower, gradients: Float64Array, left: Leaf, right: Leaf): void {
  const { minRowsPerLeaf, maxDepth } = g.settings;
  const tooSmall = left.count < 2 * minRowsPerLeaf && right.count < 2 * minRowsPerLeaf;
  left.split.gain = 0;
  if (tooSmall || (maxDepth > 0 && left.depth >= maxDepth)) return release(g, left);
  const [small, large] = left.count < right.count ? [left, right] : [right, left];
  const whole = left.histogram!;
  small.histogram = g.pool.take();
  large.histogram = whole;
  addRows(small.histogram, g.x, gradients, g.rows, small.from, small.to);
  subtract(whole, small.histogram);
  for (const leaf of [small, large]) {
    searchLeaf(leaf, g.slices, g.settings, g.scratch);
    if (leaf.split.gain <= 0) release(g, leaf);
  }
}

function release(g: Grower, leaf: Leaf): void {
  if (leaf.histogram) g.pool.give(leaf.histogram);
  leaf.histogram = null;
}
