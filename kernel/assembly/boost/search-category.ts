import { CAT_L2, CAT_SMOOTH, DOUBLE, MAX_CAT_THRESHOLD, MAX_CAT_TO_ONE_HOT, MIN_DATA_PER_GROUP, MIN_ROWS_PER_LEAF, MIN_HESSIAN } from '../../../src/kernel/boost/layout';
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

/** An entry of the list: a key of 8 bytes, a bin, and a stretch of keys. */
const ENTRY: i32 = 16;
const BIN: i32 = 8;
const STRETCH: i32 = 12;
const STRETCHES: i32 = 128;
/** Bytes of the counts of all stretches, before the list. */
const COUNTS: i32 = 512;

/**
 * Looks for a group of categories whose move to the left beats the best split so far. Bin 0 (missing, rare, unseen) always goes right.
 * Few bins: one category against the rest. Many: categories in the order of gradient / (hessian + smoothing), whose prefixes hold the
 * best group (Fisher, "On grouping for maximum homogeneity", 1958), from both ends. `scratch` has room for {@link COUNTS} and three
 * entries per bin.
 */
export function searchGroup(cells: usize, column: i32, bins: i32, scratch: usize): bool {
  if (<f64>bins <= double(MAX_CAT_TO_ONE_HOT)) return searchOne(cells, column, bins);
  const most = <i32>double(MAX_CAT_THRESHOLD);
  const listed = listBins(cells, bins, scratch + COUNTS);
  const list = scratch + COUNTS;
  const end = list + <usize>(listed * ENTRY);
  const spare = end + <usize>(listed * ENTRY);
  if (listed <= 2 * most) {
    sortEntries(list, end, spare);
    const fromLow = searchPrefix(cells, column, list + BIN, ENTRY, listed);
    const fromHigh = searchPrefix(cells, column, end - ENTRY + BIN, -ENTRY, listed);
    return fromLow || fromHigh;
  }
  countStretches(list, end, scratch);
  keepFirst(list, end, most, scratch, end, spare);
  const fromLow = searchPrefix(cells, column, end + BIN, ENTRY, listed);
  const last = keepLast(list, end, most, scratch, end, spare);
  const fromHigh = searchPrefix(cells, column, last - ENTRY + BIN, -ENTRY, listed);
  return fromLow || fromHigh;
}

/** Lists the bins with enough rows, in their order, and returns how many they are. */
function listBins(cells: usize, bins: i32, list: usize): i32 {
  const smooth = double(CAT_SMOOTH);
  let to = list;
  if (format == DOUBLE) for (let bin = 1; bin < bins; bin++) to = listBin(cells, bin, smooth, to);
  else {
    const mask = i32x4.splat(<i32>((<i64>1 << <i64>shift) - 1));
    // Just below the hessian of so many rows, in quantised steps: what is left out here has too few.
    const steps = (0.999999 * (smooth - 0.5)) / (rowsPerHessian * hessianUnit) - 1;
    const least = i32x4.splat(<i32>(<u32>max<f64>(0, min<f64>(steps, 4294967295))));
    for (let first = 0, at = cells; first < bins; first += 4, at += 32) {
      const hessians = v128.and(v128.shuffle<i32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6), mask);
      let enough = i32x4.bitmask(i32x4.ge_u(hessians, least));
      for (; enough != 0; enough &= enough - 1) {
        const bin = first + ctz(enough);
        if (bin > 0 && bin < bins) to = listBin(cells, bin, smooth, to);
      }
    }
  }
  return <i32>(to - list) / ENTRY;
}

// @ts-ignore: decorator
@inline
function listBin(cells: usize, bin: i32, smooth: f64, to: usize): usize {
  const h = cellHessian(cells, bin, format, shift, hessianUnit);
  if (rowsOf(h) < smooth) return to;
  store<f64>(to, cellGradient(cells, bin, format, shift, unit) / (h + (smooth + TINY)));
  store<i32>(to, bin, BIN);
  return to + ENTRY;
}

/**
 * Counts the entries of each of 128 equal stretches of the keys' range, and notes in each entry which it is in: so the first and the last
 * entries are found without sorting all.
 */
function countStretches(list: usize, end: usize, counts: usize): void {
  let low: f64 = Infinity;
  let high: f64 = -Infinity;
  for (let at = list; at < end; at += ENTRY) {
    const key = load<f64>(at);
    low = min<f64>(low, key);
    high = max<f64>(high, key);
  }
  const range = high - low;
  const scale = range > 1e-290 && range < Infinity ? <f64>(STRETCHES - 1) / range : 0;
  memory.fill(counts, 0, STRETCHES * 4);
  for (let at = list; at < end; at += ENTRY) {
    const stretch = scale > 0 ? min(<i32>((load<f64>(at) - low) * scale), STRETCHES - 1) : 0;
    store<i32>(at, stretch, STRETCH);
    const count = counts + <usize>(stretch << 2);
    store<i32>(count, load<i32>(count) + 1);
  }
}

/** Puts at least the `most` first entries, those of the first stretches, in order at `to`. `spare` has room for as many entries. */
function keepFirst(list: usize, end: usize, most: i32, counts: usize, to: usize, spare: usize): void {
  let limit = 0;
  for (let kept = load<i32>(counts); kept < most; kept += load<i32>(counts + <usize>(limit << 2))) limit++;
  let last = to;
  for (; list < end; list += ENTRY) {
    v128.store(last, v128.load(list));
    last += <usize>i32(load<i32>(list, STRETCH) <= limit) * ENTRY;
  }
  sortEntries(to, last, spare);
}

/** The same for the last ones; returns where they end. */
function keepLast(list: usize, end: usize, most: i32, counts: usize, to: usize, spare: usize): usize {
  let limit = STRETCHES - 1;
  for (let kept = load<i32>(counts + <usize>(limit << 2)); kept < most; kept += load<i32>(counts + <usize>(limit << 2))) limit--;
  let last = to;
  for (; list < end; list += ENTRY) {
    v128.store(last, v128.load(list));
    last += <usize>i32(load<i32>(list, STRETCH) >= limit) * ENTRY;
  }
  sortEntries(to, last, spare);
  return last;
}

/** Puts an entry into its place before `at` in an ordered list, after those of the same key. */
// @ts-ignore: decorator
@inline
function insert(list: usize, at: usize, entry: v128, key: f64): void {
  while (at > list && load<f64>(at - ENTRY) > key) {
    v128.store(at, v128.load(at - ENTRY));
    at -= ENTRY;
  }
  v128.store(at, entry);
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

/** Entries that are put in order one by one before they are merged. */
const RUN: i32 = 16;

/** Merge sort, ascending and stable. `spare` has room for as many entries. */
function sortEntries(list: usize, end: usize, spare: usize): void {
  const count = <i32>(end - list) / ENTRY;
  for (let run = list; run < end; run += RUN * ENTRY) {
    const until = min(run + RUN * ENTRY, end);
    for (let at = run + ENTRY; at < until; at += ENTRY) insert(run, at, v128.load(at), load<f64>(at));
  }
  let from = list;
  let to = spare;
  for (let width = RUN; width < count; width <<= 1) {
    for (let start = 0; start < count; start += 2 * width) {
      merge(from, to, start * ENTRY, min(start + width, count) * ENTRY, min(start + 2 * width, count) * ENTRY);
    }
    const other = from;
    from = to;
    to = other;
  }
  if (from != list) memory.copy(list, from, end - list);
}

function merge(from: usize, to: usize, start: i32, middle: i32, end: i32): void {
  let left = from + <usize>start;
  let right = from + <usize>middle;
  const leftEnd = right;
  const rightEnd = from + <usize>end;
  for (let at = to + <usize>start; at < to + <usize>end; at += ENTRY) {
    const takeLeft = left < leftEnd && (right >= rightEnd || load<f64>(left) <= load<f64>(right));
    v128.store(at, v128.load(takeLeft ? left : right));
    if (takeLeft) left += ENTRY;
    else right += ENTRY;
  }
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
