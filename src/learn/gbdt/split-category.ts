import { boundedGain, cappedGain, type LeafRule } from './gain.js';
import { sortByKey } from './sort.js';
import { EPSILON, recordSplit, type LeafSearch } from './split.js';
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
 * Looks for a group of categories whose move to the left beats the best split so far, and records it. Bin 0 (missing, rare, unseen)
 * always goes right. Few bins: one category against the rest. Many: categories in the order of gradient / (hessian + `catSmooth`),
 * whose prefixes hold the best group (Fisher, "On grouping for maximum homogeneity", 1958), taken from both ends. Returns whether any
 * group beats the unsplit leaf.
 */
export function searchGroup(search: LeafSearch, slice: ColumnSlice, scratch: CategoryScratch): boolean {
  if (slice.size <= search.settings.maxCatToOneHot) return searchOne(search, slice);
  const known = orderBins(search, slice, scratch);
  const fromLow = searchPrefix(search, slice, scratch.order, 0, 1, known);
  const fromHigh = searchPrefix(search, slice, scratch.order, known - 1, -1, known);
  return fromLow || fromHigh;
}

function searchOne(search: LeafSearch, slice: ColumnSlice): boolean {
  const { histogram, leaf, split, shift, rowsPerHessian, rule } = search;
  const { minRowsPerLeaf, minHessian, bounded } = search.settings;
  let splittable = false;
  for (let bin = 1; bin < slice.size; bin++) {
    const gradient = histogram[2 * (slice.start + bin)];
    const hessian = histogram[2 * (slice.start + bin) + 1] + EPSILON;
    const count = (hessian * rowsPerHessian + 0.5) | 0;
    const restHessian = search.hessian - hessian;
    if (count < minRowsPerLeaf || hessian < minHessian) continue;
    if (leaf.count - count < minRowsPerLeaf || restHessian < minHessian) continue;
    const gain = pairGain(gradient, hessian, leaf.gradient - gradient, restHessian, rule, bounded);
    if (!(gain > shift && gain < Infinity)) continue;
    splittable = true;
    if (gain <= split.gain + shift) continue;
    recordSplit(search, gain, slice.column, gradient, hessian, rule);
    split.bin = -1;
    split.groupSize = 1;
    split.group[0] = bin;
  }
  return splittable;
}

/** Puts the bins with enough rows in the order of their mean gradient; returns how many. */
function orderBins(
  { histogram, rowsPerHessian, settings }: LeafSearch,
  slice: ColumnSlice,
  { order, spare, keys }: CategoryScratch,
): number {
  const { catSmooth } = settings;
  let known = 0;
  for (let bin = 1; bin < slice.size; bin++) {
    const hessian = histogram[2 * (slice.start + bin) + 1];
    if (((hessian * rowsPerHessian + 0.5) | 0) < catSmooth) continue;
    keys[bin] = histogram[2 * (slice.start + bin)] / (hessian + catSmooth);
    order[known++] = bin;
  }
  sortByKey(order, known, keys, spare);
  return known;
}

/** Tries the groups `order[first]`, `order[first + step]` … up to half of the `known` bins and `maxCatThreshold`. */
function searchPrefix(search: LeafSearch, slice: ColumnSlice, order: Int32Array, first: number, step: number, known: number): boolean {
  const { histogram, leaf, split, shift, rowsPerHessian, groupRule } = search;
  const { minRowsPerLeaf, minHessian, minDataPerGroup, maxCatThreshold, bounded } = search.settings;
  const most = Math.min(maxCatThreshold, (known + 1) >> 1);
  let gradient = 0;
  let hessian = EPSILON;
  let count = 0;
  let inGroup = 0;
  let splittable = false;
  for (let i = 0; i < most; i++) {
    const at = 2 * (slice.start + order[first + i * step]);
    const rows = (histogram[at + 1] * rowsPerHessian + 0.5) | 0;
    gradient += histogram[at];
    hessian += histogram[at + 1];
    count += rows;
    inGroup += rows;
    if (count < minRowsPerLeaf || hessian < minHessian) continue;
    const restHessian = search.hessian - hessian;
    if (leaf.count - count < Math.max(minRowsPerLeaf, minDataPerGroup) || restHessian < minHessian) break;
    if (inGroup < minDataPerGroup) continue;
    inGroup = 0;
    const gain = pairGain(gradient, hessian, leaf.gradient - gradient, restHessian, groupRule, bounded);
    if (!(gain > shift && gain < Infinity)) continue;
    splittable = true;
    if (gain <= split.gain + shift) continue;
    recordSplit(search, gain, slice.column, gradient, hessian, groupRule);
    split.bin = -1;
    split.groupSize = i + 1;
    for (let k = 0; k <= i; k++) split.group[k] = order[first + k * step];
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
  return cappedGain(leftGradient, leftHessian, rule) + cappedGain(rightGradient, rightHessian, rule);
}
