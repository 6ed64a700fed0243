import { boundedGain, leafGain, type LeafRule } from './gain.js';
import { sortByKey } from './sort.js';
import { EPSILON, recordSplit, type LeafSums, type Split, type SplitSettings } from './split.js';
import type { ColumnSlice } from './split-number.js';

/** Room for ordering the bins of the widest category column. */
export interface CategoryScratch {
  readonly order: Int32Array;
  readonly spare: Int32Array;
  readonly keys: Float64Array;
}

export function categoryScratch(bins: number): CategoryScratch {
  return { order: new Int32Array(bins), spare: new Int32Array(bins), keys: new Float64Array(bins) };
}

/**
 * Looks for a group of categories whose move to the left beats `split`, and records it there. Bin 0 (missing, rare, unseen) always
 * goes right. Few bins: one category against the rest. Many: categories in the order of gradient / (hessian + `catSmooth`), whose
 * prefixes hold the best group (Fisher, "On grouping for maximum homogeneity", 1958), taken from both ends. Returns whether any
 * group beats the unsplit leaf.
 */
export function searchGroup(
  histogram: Float64Array,
  slice: ColumnSlice,
  leaf: LeafSums,
  shift: number,
  s: SplitSettings,
  split: Split,
  scratch: CategoryScratch,
): boolean {
  if (slice.size <= s.maxCatToOneHot) return searchOne(histogram, slice, leaf, shift, s, split);
  const known = orderBins(histogram, slice, leaf, s, scratch);
  const rule = { l1: s.l1, l2: s.l2 + s.catL2, low: leaf.low, high: leaf.high };
  const fromLow = searchPrefix(histogram, slice, leaf, rule, shift, s, split, scratch.order, known, 1);
  const fromHigh = searchPrefix(histogram, slice, leaf, rule, shift, s, split, scratch.order, known, -1);
  return fromLow || fromHigh;
}

function searchOne(histogram: Float64Array, slice: ColumnSlice, leaf: LeafSums, shift: number, s: SplitSettings, split: Split): boolean {
  const { start } = slice;
  const rule = { l1: s.l1, l2: s.l2, low: leaf.low, high: leaf.high };
  const leafHessian = leaf.hessian + 2 * EPSILON;
  const rowsPerHessian = leaf.count / leafHessian;
  let splittable = false;
  for (let bin = 1; bin < slice.size; bin++) {
    const gradient = histogram[2 * (start + bin)];
    const hessian = histogram[2 * (start + bin) + 1];
    const count = (hessian * rowsPerHessian + 0.5) | 0;
    const restHessian = leafHessian - hessian - EPSILON;
    if (count < s.minRowsPerLeaf || hessian < s.minHessian) continue;
    if (leaf.count - count < s.minRowsPerLeaf || restHessian < s.minHessian) continue;
    const gain = pairGain(gradient, hessian + EPSILON, leaf.gradient - gradient, restHessian, rule, s.bounded);
    if (!(gain > shift && gain < Infinity)) continue;
    splittable = true;
    if (gain <= split.gain + shift) continue;
    split.bin = -1;
    split.groupSize = 1;
    split.group[0] = bin;
    recordSplit(split, gain - shift, slice.column, leaf, gradient, hessian + EPSILON, rule);
  }
  return splittable;
}

/** Puts the bins with enough rows in the order of their mean gradient; returns how many. */
function orderBins(
  histogram: Float64Array,
  slice: ColumnSlice,
  leaf: LeafSums,
  s: SplitSettings,
  { order, spare, keys }: CategoryScratch,
): number {
  const { start } = slice;
  const rowsPerHessian = leaf.count / (leaf.hessian + 2 * EPSILON);
  let known = 0;
  for (let bin = 1; bin < slice.size; bin++) {
    const hessian = histogram[2 * (start + bin) + 1];
    if (((hessian * rowsPerHessian + 0.5) | 0) < s.catSmooth) continue;
    keys[bin] = histogram[2 * (start + bin)] / (hessian + s.catSmooth);
    order[known++] = bin;
  }
  sortByKey(order, known, keys, spare);
  return known;
}

/** Tries the prefixes of the order (`step` 1) or of its reverse (-1), up to half of the bins and `maxCatThreshold`. */
function searchPrefix(
  histogram: Float64Array,
  slice: ColumnSlice,
  leaf: LeafSums,
  rule: LeafRule,
  shift: number,
  s: SplitSettings,
  split: Split,
  order: Int32Array,
  known: number,
  step: number,
): boolean {
  const { start } = slice;
  const leafHessian = leaf.hessian + 2 * EPSILON;
  const rowsPerHessian = leaf.count / leafHessian;
  const most = Math.min(s.maxCatThreshold, (known + 1) >> 1);
  const first = step > 0 ? 0 : known - 1;
  let gradient = 0;
  let hessian = EPSILON;
  let count = 0;
  let inGroup = 0;
  let splittable = false;
  for (let i = 0; i < most; i++) {
    const at = 2 * (start + order[first + i * step]);
    const rows = (histogram[at + 1] * rowsPerHessian + 0.5) | 0;
    gradient += histogram[at];
    hessian += histogram[at + 1];
    count += rows;
    inGroup += rows;
    if (count < s.minRowsPerLeaf || hessian < s.minHessian) continue;
    const restCount = leaf.count - count;
    const restHessian = leafHessian - hessian;
    if (restCount < s.minRowsPerLeaf || restCount < s.minDataPerGroup || restHessian < s.minHessian) break;
    if (inGroup < s.minDataPerGroup) continue;
    inGroup = 0;
    const gain = pairGain(gradient, hessian, leaf.gradient - gradient, restHessian, rule, s.bounded);
    if (!(gain > shift && gain < Infinity)) continue;
    splittable = true;
    if (gain <= split.gain + shift) continue;
    split.bin = -1;
    split.groupSize = i + 1;
    for (let k = 0; k <= i; k++) split.group[k] = order[first + k * step];
    recordSplit(split, gain - shift, slice.column, leaf, gradient, hessian, rule);
  }
  return splittable;
}

function pairGain(
  leftGradient: number,
  leftHessian: number,
  rightGradient: number,
  rightHessian: number,
  rule: LeafRule,
  bounded: boolean,
): number {
  if (bounded) return boundedGain(leftGradient, leftHessian, rightGradient, rightHessian, rule, 0);
  return leafGain(leftGradient, leftHessian, rule.l1, rule.l2) + leafGain(rightGradient, rightHessian, rule.l1, rule.l2);
}
