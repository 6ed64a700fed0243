import type { Distinct } from '../../kernel/index.js';

const MIN_ROWS_PER_BIN = 3;

/** Numbers up to this size count as zero, which has a bin of its own. */
export const ZERO = 1e-35;

/**
 * Upper bounds of the bins of a number column, ascending; the last is `Infinity`. A value belongs to the first bin whose
 * bound is not below it. `values` are those of a sample, with their counts.
 *
 * Greedy equal-frequency binning (Ke et al., "LightGBM", NeurIPS 2017): values that alone fill a bin keep one for
 * themselves, the others share the rest evenly; zero is apart from negatives and positives. Bounds lie half-way between
 * neighbouring values of the sample.
 */
export function numberBounds({ values, counts }: Distinct, bins: number): Float64Array {
  const zeroAt = firstAbove(values, -ZERO);
  const positiveAt = firstAbove(values, ZERO);
  const negatives = sum(counts, 0, zeroAt);
  const positives = sum(counts, positiveAt, counts.length);
  const bounds: number[] = [];
  if (zeroAt > 0 && bins > 1) {
    const share = Math.max(1, Math.floor((negatives / (negatives + positives)) * (bins - 1)));
    bounds.push(...greedyBounds(values, counts, 0, zeroAt, share, negatives));
    bounds.push(-ZERO);
  }
  const left = bins - 1 - bounds.length;
  if (positiveAt < values.length && left > 0) {
    bounds.push(ZERO, ...greedyBounds(values, counts, positiveAt, values.length, left, positives));
  }
  bounds.push(Infinity);
  return Float64Array.from(bounds);
}

/** Bounds between the distinct values `from … to - 1`, without a last one: at most `bins - 1`. `rows` is their count. */
function greedyBounds(values: Float64Array, counts: Int32Array, from: number, to: number, bins: number, rows: number): number[] {
  return to - from <= bins ? boundsOfFew(values, counts, from, to) : boundsOfMany(values, counts, from, to, bins, rows);
}

function boundsOfFew(values: Float64Array, counts: Int32Array, from: number, to: number): number[] {
  const bounds: number[] = [];
  let inBin = 0;
  for (let i = from; i < to - 1; i++) {
    inBin += counts[i];
    if (inBin < MIN_ROWS_PER_BIN) continue;
    bounds.push(between(values[i], values[i + 1]));
    inBin = 0;
  }
  return bounds;
}

function boundsOfMany(values: Float64Array, counts: Int32Array, from: number, to: number, most: number, rows: number): number[] {
  const bins = Math.max(1, Math.min(most, Math.floor(rows / MIN_ROWS_PER_BIN)));
  if (to - from === rows) return boundsOfSingle(values, from, bins, rows);
  const heavyFrom = rows / bins;
  let restBins = bins;
  let restRows = rows;
  for (let i = from; i < to; i++) {
    if (counts[i] < heavyFrom) continue;
    restBins--;
    restRows -= counts[i];
  }
  let due = restRows / restBins;
  const bounds: number[] = [];
  let inBin = 0;
  let next = counts[from];
  for (let i = from; i < to - 1 && bounds.length < bins - 1; i++) {
    const count = next;
    next = counts[i + 1];
    const heavy = count >= heavyFrom;
    if (!heavy) restRows -= count;
    inBin += count;
    const full = heavy || inBin >= due || (next >= heavyFrom && inBin >= Math.max(1, due * 0.5));
    if (!full) continue;
    bounds.push(between(values[i], values[i + 1]));
    inBin = 0;
    if (!heavy) due = restRows / --restBins;
  }
  return bounds;
}

/** Bounds between values of which each occurs once: the same number in each bin, the rest in the last. */
function boundsOfSingle(values: Float64Array, from: number, bins: number, rows: number): number[] {
  const bounds: number[] = [];
  let [last, restRows] = [from - 1, rows];
  for (let restBins = bins; restBins > 1; restBins--) {
    const inBin = Math.ceil(restRows / restBins);
    last += inBin;
    restRows -= inBin;
    bounds.push(between(values[last], values[last + 1]));
  }
  return bounds;
}

/** A double in [low, high): the middle, unless rounding or overflow moves it out. */
function between(low: number, high: number): number {
  const sum = low + high;
  const middle = Number.isFinite(sum) ? sum / 2 : low / 2 + high / 2;
  return middle < high ? middle : low;
}

/** Index of the first of ascending values that is above the limit, or their number. */
function firstAbove(values: Float64Array, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function sum(counts: Int32Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += counts[i];
  return total;
}
