import { boundedGain, cappedGain } from './gain.js';
import { EPSILON, recordSplit, type LeafSearch } from './split.js';

/** A column as the search reads it: gradient and hessian of its bin b lie at `2 (start + b)` of a histogram and after it. */
export interface ColumnSlice {
  readonly column: number;
  readonly start: number;
  /** Bins of known values. */
  readonly size: number;
  /** Whether a bin of missing values follows them. */
  readonly missing: boolean;
  /** Whether the bins are categories. */
  readonly category: boolean;
  /** Monotone direction: 1, -1 or 0. */
  readonly direction: number;
}

/**
 * Looks for a threshold that beats the best split so far, and records it. Missing values are tried on both sides: from the right with
 * them among the left rows, then from the left with them among the right ones. Returns whether any threshold beats the unsplit leaf:
 * if none does, none will in the leaf's children either (LightGBM's shortcut, which saves most columns of deep leaves).
 */
export function searchThreshold(search: LeafSearch, slice: ColumnSlice): boolean {
  const fromRight = slice.size > 1 && scan(search, slice, true);
  const fromLeft = slice.missing && scan(search, slice, false);
  return fromRight || fromLeft;
}

/**
 * One pass over the bins, from the right (missing values left) or from the left (missing values right). The pass ends as soon as the
 * shrinking side is too small.
 */
function scan(search: LeafSearch, slice: ColumnSlice, fromRight: boolean): boolean {
  const { histogram, leaf, split, shift, rule, rowsPerHessian } = search;
  const { minRowsPerLeaf, minHessian, bounded } = search.settings;
  const direction = fromRight ? -slice.direction : slice.direction;
  const step = fromRight ? -2 : 2;
  const steps = fromRight ? slice.size - 1 : slice.size;
  let at = 2 * (slice.start + (fromRight ? slice.size - 1 : 0));
  let gradient = 0;
  let hessian = EPSILON;
  let count = 0;
  let splittable = false;
  for (let i = 0; i < steps; i++, at += step) {
    gradient += histogram[at];
    hessian += histogram[at + 1];
    count += (histogram[at + 1] * rowsPerHessian + 0.5) | 0;
    if (count < minRowsPerLeaf || hessian < minHessian) continue;
    const restHessian = search.hessian - hessian;
    if (leaf.count - count < minRowsPerLeaf || restHessian < minHessian) break;
    const rest = leaf.gradient - gradient;
    const gain = bounded
      ? boundedGain(gradient, hessian, rest, restHessian, rule, direction)
      : cappedGain(gradient, hessian, rule) + cappedGain(rest, restHessian, rule);
    if (!(gain > shift && gain < Infinity)) continue;
    splittable = true;
    if (gain <= split.gain + shift) continue;
    recordSplit(search, gain, slice.column, fromRight ? rest : gradient, fromRight ? restHessian : hessian, rule);
    recordBin(search, slice, fromRight ? slice.size - 2 - i : i, fromRight);
  }
  return splittable;
}

function recordBin({ histogram, split, rowsPerHessian }: LeafSearch, slice: ColumnSlice, bin: number, missingLeft: boolean): void {
  split.bin = bin;
  split.groupSize = 0;
  split.missingLeft = missingLeft;
  split.missingSeen = slice.missing && histogram[2 * (slice.start + slice.size) + 1] * rowsPerHessian >= 0.5;
}
