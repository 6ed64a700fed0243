import { leafGain, cappedGain, leafValue, TINY, type Booster, type LeafRule, type LeafSearch, type LeafFacts } from '../../kernel/index.js';
import type { Binning } from './bin.js';
import { addNode, emptyDraft, markLeftBins, type Draft } from './draft.js';
import { closeOthers } from './interactions.js';
import { emptyLeaf, type Leaf } from './leaf.js';
import type { GbdtSettings } from './params.js';

/** Room and settings for growing trees, one after the other, over one booster. */
export interface Grower {
  readonly booster: Booster;
  readonly binning: Binning;
  readonly settings: GbdtSettings;
  /** Largest value of a leaf; `Infinity` sets no limit. */
  readonly maxStep: number;
  /** Per column of the binning, 1 increasing, -1 decreasing, 0 free. */
  readonly directions: Int8Array;
  readonly bounded: boolean;
  /** Groups of columns that may decide together; none: all may. */
  readonly groups: readonly Uint8Array[];
  readonly leaves: readonly Leaf[];
  readonly draft: Draft;
  /** Slots that hold no leaf's histogram. */
  readonly freeSlots: number[];
  /** Gives the event loop a turn when one is due. */
  readonly breathe: () => Promise<void> | undefined;
}

export function grower(
  booster: Booster,
  binning: Binning,
  directions: Int8Array,
  groups: readonly Uint8Array[],
  settings: GbdtSettings,
  maxStep: number,
  breathe: () => Promise<void> | undefined,
): Grower {
  return {
    booster,
    binning,
    settings,
    maxStep,
    directions,
    bounded: directions.some((d) => d !== 0),
    groups,
    leaves: Array.from({ length: settings.leaves }, emptyLeaf),
    draft: emptyDraft(settings.leaves),
    freeSlots: [],
    breathe,
  };
}

/**
 * Grows one tree leaf-wise: always the leaf whose split gains most, until there are enough leaves or nothing gains
 * (Shi, "Best-first decision tree learning", 2007). Only the smaller child's histogram is summed, the larger one's is the
 * difference to the parent's. The root's histogram stands in slot 0, over `rows` rows; `open` marks the columns that may be split on.
 * Afterwards `g.draft` holds the nodes and the first (returned) leaves of `g.leaves` the sums and values.
 */
export async function growTree(g: Grower, rows: number, open: Uint8Array): Promise<number> {
  await plantRoot(g, rows, open);
  let leaves = 1;
  while (leaves < g.settings.leaves) {
    const best = bestLeaf(g.leaves, leaves);
    if (best < 0) break;
    const due = g.breathe();
    if (due) await due;
    const work = splitLeaf(g, best, leaves++);
    if (work) await work;
  }
  return leaves;
}

async function plantRoot(g: Grower, count: number, open: Uint8Array): Promise<void> {
  g.draft.nodes = 0;
  g.freeSlots.splice(0, Infinity, ...Array.from({ length: g.booster.slots - 1 }, (_, i) => g.booster.slots - 1 - i));
  const root = g.leaves[0];
  const [gradient, hessian] = g.booster.rootSums();
  Object.assign(root, { count, gradient, hessian, low: -g.maxStep, high: g.maxStep, depth: 0, value: 0, parent: -1, slot: 0 });
  root.split = undefined;
  root.groups = g.groups;
  g.booster.open(0).set(open);
  if (isSplittable(g, root)) await searchLeaves(g, 0, -1, [0]);
}

function bestLeaf(leaves: readonly Leaf[], count: number): number {
  let best = -1;
  let gain = 0;
  for (let i = 0; i < count; i++) {
    const { split } = leaves[i];
    if (split === undefined || split.gain <= gain) continue;
    best = i;
    gain = split.gain;
  }
  return best;
}

/** Splits leaf `index` into itself (left) and leaf `next` (right), and searches both unless the tree is full. */
function splitLeaf(g: Grower, index: number, next: number): Promise<void> | undefined {
  const { booster, settings } = g;
  const leaf = g.leaves[index];
  const split = leaf.split!;
  const goesOn = next + 1 < settings.leaves && (settings.maxDepth === 0 || leaf.depth + 1 < settings.maxDepth);
  const smallLeft = split.leftHessian <= leaf.hessian - split.leftHessian;
  const slot = goesOn ? takeSlot(g, index, next) : -1;
  markLeftBins(split, g.binning, booster.goesLeft);
  const moved = booster.split(index, next, split.column, goesOn ? (smallLeft ? 'left' : 'right') : 'none', slot);
  const after = (): Promise<void> | undefined => {
    divide(g, index, next);
    return goesOn ? searchChildren(g, index, next, slot, smallLeft) : release(g, leaf);
  };
  return moved ? moved.then(after) : after();
}

/** Writes sums, values and the node of the split of leaf `index`, whose rows have been moved. */
function divide(g: Grower, index: number, next: number): void {
  const [left, right] = [g.leaves[index], g.leaves[next]];
  const split = left.split!;
  const rule = ruleOf(g, left, split.group.length > 0 && g.binning.columns[split.column].size > g.settings.maxCatToOneHot);
  const rows = left.count;
  const [gradient, hessian] = [left.gradient - split.leftGradient, left.hessian - split.leftHessian];
  left.count = g.booster.count(index);
  right.count = rows - left.count;
  const node = addNode(g.draft, split, missingGoesLeft(g, left, right), index, next);
  if (left.parent >= 0) (left.isRight ? g.draft.right : g.draft.left)[left.parent] = node;
  right.depth = ++left.depth;
  left.parent = right.parent = node;
  left.isRight = false;
  right.isRight = true;
  [left.gradient, left.hessian, right.gradient, right.hessian] = [split.leftGradient, split.leftHessian, gradient, hessian];
  left.value = leafValue(left.gradient, left.hessian, rule);
  right.value = leafValue(right.gradient, right.hessian, rule);
  left.split = right.split = undefined;
  right.slot = -1;
  if (g.groups.length > 0) {
    left.groups = right.groups = left.groups.filter((group) => group[split.column] === 1);
    closeOthers(g.booster.open(index), left.groups);
  }
  g.booster.open(next).set(g.booster.open(index));
  narrow(left, right, g.directions[split.column]);
}

/** Where the leaf has no missing value to learn from, later ones go with the larger child. */
function missingGoesLeft({ binning }: Grower, left: Leaf, right: Leaf): boolean {
  const { column, missingSeen, missingLeft } = left.split!;
  return missingSeen || binning.columns[column].kind === 'category' ? missingLeft : left.count >= right.count;
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

/** A slot that holds nothing: where none is left, that of the leaf that gains least. Splitting that leaf sums both its children. */
function takeSlot(g: Grower, index: number, leaves: number): number {
  const free = g.freeSlots.pop();
  if (free !== undefined) return free;
  let least: Leaf | undefined;
  for (let i = 0; i < leaves; i++) {
    const leaf = g.leaves[i];
    if (i !== index && leaf.slot >= 0 && (least === undefined || leaf.split!.gain < least.split!.gain)) least = leaf;
  }
  const { slot } = least!;
  least!.slot = -1;
  return slot;
}

function searchChildren(g: Grower, index: number, next: number, slot: number, smallLeft: boolean): Promise<void> | undefined {
  const [left, right] = [g.leaves[index], g.leaves[next]];
  const parent = left.slot;
  if (parent < 0) return searchApart(g, index, next, slot, smallLeft);
  left.slot = smallLeft ? slot : parent;
  right.slot = smallLeft ? parent : slot;
  const open = [index, next].filter((i) => {
    if (isSplittable(g, g.leaves[i])) return true;
    release(g, g.leaves[i]);
    return false;
  });
  return open.length > 0 ? searchLeaves(g, slot, parent, open) : undefined;
}

/** Searches two children whose parent's histogram is gone: one is summed, the other will be. */
async function searchApart(g: Grower, index: number, next: number, slot: number, smallLeft: boolean): Promise<void> {
  const [summed, other] = smallLeft ? [index, next] : [next, index];
  g.leaves[summed].slot = slot;
  if (isSplittable(g, g.leaves[summed])) await searchLeaves(g, slot, -1, [summed]);
  else release(g, g.leaves[summed]);
  if (!isSplittable(g, g.leaves[other])) return;
  g.leaves[other].slot = takeSlot(g, other, next + 1);
  await g.booster.sum(other, g.leaves[other].slot);
  await searchLeaves(g, g.leaves[other].slot, -1, [other]);
}

/** Searches leaves, `summed` being the slot that was just filled; those that nothing splits give their slot back. */
function searchLeaves(g: Grower, summed: number, parent: number, indices: readonly number[]): Promise<void> | undefined {
  const work = g.booster.search(
    summed,
    parent,
    indices.map((leaf): LeafSearch => ({ leaf, slot: g.leaves[leaf].slot, sums: sumsOf(g, g.leaves[leaf]) })),
  );
  const after = (): undefined => {
    indices.forEach((leaf, i) => {
      g.leaves[leaf].split = g.booster.found(i);
      if (g.leaves[leaf].split === undefined) release(g, g.leaves[leaf]);
    });
  };
  return work ? work.then(after) : after();
}

function isSplittable({ settings, binning }: Grower, leaf: Leaf): boolean {
  return binning.columns.length > 0 && leaf.hessian > 0 && leaf.count >= 2 * settings.minRowsPerLeaf;
}

function release(g: Grower, leaf: Leaf): undefined {
  if (leaf.slot >= 0) g.freeSlots.push(leaf.slot);
  leaf.slot = -1;
}

function ruleOf({ settings }: Grower, { low, high }: Leaf, grouped: boolean): LeafRule {
  return { l1: settings.l1, l2: settings.l2 + TINY + (grouped ? settings.catL2 : 0), low, high };
}

/** Bins know their hessian only: a side's rows are estimated from it, in the leaf's proportion. */
function sumsOf(g: Grower, leaf: Leaf): LeafFacts {
  const { minRowsPerLeaf, minHessian, minGain } = g.settings;
  const { gradient, hessian, count, low, high } = leaf;
  const rule = ruleOf(g, leaf, false);
  const gain = g.bounded ? leafGain(gradient, hessian, rule.l1, rule.l2) : cappedGain(gradient, hessian, rule);
  const leastHessian = Math.max(minHessian, ((minRowsPerLeaf - 0.5) * hessian) / count);
  return { gradient, hessian, rows: count, low, high, leastHessian, shift: gain + minGain };
}
