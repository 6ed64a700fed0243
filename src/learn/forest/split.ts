import type { BinnedColumn } from './columns.js';

/** The best split of a node so far. One record per fit, written over for every node. */
export interface Split {
  /** What the criterion gives; −∞ while there is none. Larger is better. */
  score: number;
  /** Place of its column in the list of binned columns. */
  column: number;
  /** Number column: the last bin with rows that goes left, and the first that goes right. */
  bin: number;
  next: number;
  /** Number column: missing values go left. */
  missingLeft: boolean;
  /** Number column: the node has missing values, from which `missingLeft` was learnt. */
  missingSeen: boolean;
  /** Category column: the node's bins in order; the first `cut` of them are one side. */
  readonly order: Int32Array;
  present: number;
  cut: number;
  /** Whether that side has less than half of the weight. */
  cutIsSmaller: boolean;
}

export const emptySplit = (widest: number): Split => ({
  score: -Infinity,
  column: -1,
  bin: -1,
  next: -1,
  missingLeft: false,
  missingSeen: false,
  order: new Int32Array(widest),
  present: 0,
  cut: 0,
  cutIsSmaller: false,
});

/** Makes `split` a threshold of a number column. */
export function keepThreshold(
  split: Split,
  score: number,
  column: number,
  bin: number,
  next: number,
  missingLeft: boolean,
  missingSeen: boolean,
): void {
  split.score = score;
  split.column = column;
  split.bin = bin;
  split.next = next;
  split.missingLeft = missingLeft;
  split.missingSeen = missingSeen;
}

/** Keeps the order of a category's bins that `split` cuts: the first `cut` of `present` are one side. */
export function keepGroup(split: Split, order: Int32Array, present: number, cut: number): void {
  split.cut = cut;
  split.present = present;
  for (let i = 0; i < present; i++) split.order[i] = order[i];
}

/** Makes `to` the same split as `from`. */
export function copySplit(from: Split, to: Split): void {
  to.score = from.score;
  to.column = from.column;
  to.bin = from.bin;
  to.next = from.next;
  to.missingLeft = from.missingLeft;
  to.missingSeen = from.missingSeen;
  to.cutIsSmaller = from.cutIsSmaller;
  keepGroup(to, from.order, from.present, from.cut);
}

/**
 * Marks in `goesLeft` (one byte per bin) the bins that go left. Of a category, the side of bin 0 is the right one (else the heavier
 * side), because missing and unseen levels go right.
 */
export function markLeft(split: Split, column: BinnedColumn, goesLeft: Uint8Array): void {
  const { size } = column.bins;
  if (!column.isCategory) {
    goesLeft.fill(1, 0, split.bin + 1);
    goesLeft.fill(0, split.bin + 1, size);
    if (column.missing >= 0) goesLeft[column.missing] = split.missingLeft ? 1 : 0;
    return;
  }
  goesLeft.fill(0, 0, size);
  const at = split.order.subarray(0, split.present).indexOf(0);
  const cutGoesLeft = at < 0 ? split.cutIsSmaller : at >= split.cut;
  const [from, to] = cutGoesLeft ? [0, split.cut] : [split.cut, split.present];
  for (let i = from; i < to; i++) goesLeft[split.order[i]] = 1;
}

/** The last bin that goes left at predicting: of those between the node's own bins, the one with the middle of their values. */
export function thresholdOf({ bin, next }: Split, { lows, binOf, missing }: BinnedColumn): number {
  if (next === bin + 1 || next === missing) return next - 1;
  return Math.max(bin, Math.min(next - 1, binOf(lows[bin] / 2 + lows[next] / 2)));
}
