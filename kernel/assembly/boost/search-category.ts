import { CAT_L2, CAT_SMOOTH, MAX_CAT_THRESHOLD, MAX_CAT_TO_ONE_HOT, MIN_DATA_PER_GROUP, MIN_ROWS_PER_LEAF, MIN_HESSIAN } from '../../../src/kernel/boost/layout';
import { cellGradient, cellHessian } from './cell';
import { best, format, gradient, group, hessian, hessianUnit, l2, pairGain, record, rows, rowsPerHessian, shift, shiftGain, unit } from './search';
import { double } from './words';

// @ts-ignore: decorator
@inline
const TINY: f64 = 1e-15;

// @ts-ignore: decorator
@inline
function rowsOf(h: f64): f64 {
  return floor(h * rowsPerHessian + 0.5);
}

/**
 * Looks for a group of categories whose move to the left beats the best split so far. Bin 0 (missing, rare, unseen) always goes right.
 * Few bins: one category against the rest. Many: categories in the order of gradient / (hessian + smoothing), whose prefixes hold the
 * best group (Fisher, "On grouping for maximum homogeneity", 1958), from both ends. `scratch` has room for 16 bytes per bin.
 */
export function searchGroup(cells: usize, column: i32, bins: i32, scratch: usize): bool {
  if (<f64>bins <= double(MAX_CAT_TO_ONE_HOT)) return searchOne(cells, column, bins);
  const most = min(<i32>double(MAX_CAT_THRESHOLD), bins >> 1);
  if (most <= MOST_PICKED) {
    const low = scratch;
    const high = scratch + (<usize>most << 4);
    const listed = pickEnds(cells, bins, most, low, high);
    const fromLow = searchPrefix(cells, column, low + 8, 16, listed);
    const fromHigh = searchPrefix(cells, column, high + 8, 16, listed);
    return fromLow || fromHigh;
  }
  const order = scratch + (<usize>bins << 3);
  const listed = orderBins(cells, bins, scratch, order, order + (<usize>bins << 2));
  const fromLow = searchPrefix(cells, column, order, 4, listed);
  const fromHigh = searchPrefix(cells, column, order + (<usize>max(listed - 1, 0) << 2), -4, listed);
  return fromLow || fromHigh;
}

/** So many bins at each end are picked one by one; beyond, all are sorted. */
const MOST_PICKED: i32 = 64;

/**
 * Puts the `most` first and the `most` last bins of the order at `low` and `high`, each a key of 8 bytes and a bin, without sorting the
 * others; returns how many bins have enough rows.
 */
function pickEnds(cells: usize, bins: i32, most: i32, low: usize, high: usize): i32 {
  const smooth = double(CAT_SMOOTH);
  let listed = 0;
  for (let bin = 1; bin < bins; bin++) {
    const h = cellHessian(cells, bin, format, shift, hessianUnit);
    if (rowsOf(h) < smooth) continue;
    const key = cellGradient(cells, bin, format, shift, unit) / (h + (smooth + TINY));
    const held = min(listed, most);
    const end = <usize>held << 4;
    if (held < most || key < load<f64>(low + end - 16)) insert(low, held < most ? held : held - 1, key, bin, true);
    if (held < most || key >= load<f64>(high + end - 16)) insert(high, held < most ? held : held - 1, key, bin, false);
    listed++;
  }
  return listed;
}

/** Puts a bin into its place among `held` ordered ones: of equal keys last when `ascending`, else first. */
// @ts-ignore: decorator
@inline
function insert(list: usize, held: i32, key: f64, bin: i32, ascending: bool): void {
  let at = list + (<usize>held << 4);
  while (at > list) {
    const before = load<f64>(at - 16);
    if (ascending ? before <= key : before > key) break;
    v128.store(at, v128.load(at - 16));
    at -= 16;
  }
  store<f64>(at, key);
  store<i32>(at, bin, 8);
}

function searchOne(cells: usize, column: i32, bins: i32): bool {
  const minRows = double(MIN_ROWS_PER_LEAF);
  const minHessian = double(MIN_HESSIAN);
  let found = false;
  for (let bin = 1; bin < bins; bin++) {
    const left = cellGradient(cells, bin, format, shift, unit);
    const leftHessian = cellHessian(cells, bin, format, shift, hessianUnit);
    const count = rowsOf(leftHessian);
    const rest = hessian - leftHessian;
    if (count < minRows || leftHessian < minHessian || rows - count < minRows || rest < minHessian) continue;
    const gain = pairGain(left, leftHessian, l2, 0);
    if (!(gain > shiftGain && gain < Infinity)) continue;
    found = true;
    if (gain <= best) continue;
    store<i32>(group, bin);
    record(gain, column, -1, false, false, left, leftHessian, 1);
  }
  return found;
}

/** Puts the bins with enough rows in the order of their mean gradient, and returns how many. */
function orderBins(cells: usize, bins: i32, keys: usize, order: usize, spare: usize): i32 {
  const smooth = double(CAT_SMOOTH);
  let listed = 0;
  for (let bin = 1; bin < bins; bin++) {
    const h = cellHessian(cells, bin, format, shift, hessianUnit);
    if (rowsOf(h) < smooth) continue;
    store<f64>(keys + (<usize>bin << 3), cellGradient(cells, bin, format, shift, unit) / (h + (smooth + TINY)));
    store<i32>(order + (<usize>listed << 2), bin);
    listed++;
  }
  sortByKey(order, listed, keys, spare);
  return listed;
}

/** Bottom-up merge sort, ascending and stable. */
function sortByKey(items: usize, count: i32, keys: usize, spare: usize): void {
  let from = items;
  let to = spare;
  for (let width = 1; width < count; width <<= 1) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = min(start + width, count);
      const end = min(start + 2 * width, count);
      let left = start;
      let right = middle;
      for (let i = start; i < end; i++) {
        const takeLeft = left < middle && (right >= end || keyAt(from, left, keys) <= keyAt(from, right, keys));
        store<i32>(to + (<usize>i << 2), load<i32>(from + (<usize>(takeLeft ? left : right) << 2)));
        if (takeLeft) left++;
        else right++;
      }
    }
    const other = from;
    from = to;
    to = other;
  }
  if (from != items) memory.copy(items, from, <usize>count << 2);
}

// @ts-ignore: decorator
@inline
function keyAt(items: usize, index: i32, keys: usize): f64 {
  return load<f64>(keys + (<usize>load<i32>(items + (<usize>index << 2)) << 3));
}

/** Tries the groups that begin with the bin at the address `first` and grow by `step` bytes: up to half of the listed bins and the most allowed. */
function searchPrefix(cells: usize, column: i32, first: usize, step: i32, listed: i32): bool {
  const minRows = double(MIN_ROWS_PER_LEAF);
  const minHessian = double(MIN_HESSIAN);
  const minGroup = double(MIN_DATA_PER_GROUP);
  const penalty = l2 + double(CAT_L2);
  const most = min(<i32>double(MAX_CAT_THRESHOLD), (listed + 1) >> 1);
  let left: f64 = 0;
  let leftHessian: f64 = 0;
  let count: f64 = 0;
  let inGroup: f64 = 0;
  let found = false;
  for (let i = 0; i < most; i++) {
    const bin = load<i32>(first + <usize>(i * step));
    const h = cellHessian(cells, bin, format, shift, hessianUnit);
    left += cellGradient(cells, bin, format, shift, unit);
    leftHessian += h;
    count += rowsOf(h);
    inGroup += rowsOf(h);
    if (count < minRows || leftHessian < minHessian) continue;
    if (rows - count < max<f64>(minRows, minGroup) || hessian - leftHessian < minHessian) break;
    if (inGroup < minGroup) continue;
    inGroup = 0;
    const gain = pairGain(left, leftHessian, penalty, 0);
    if (!(gain > shiftGain && gain < Infinity)) continue;
    found = true;
    if (gain <= best) continue;
    for (let k = 0; k <= i; k++) store<i32>(group + (<usize>k << 2), load<i32>(first + <usize>(k * step)));
    record(gain, column, -1, false, false, left, leftHessian, i + 1);
  }
  return found;
}
