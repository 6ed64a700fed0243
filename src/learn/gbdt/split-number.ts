import { boundedGain, leafGain, type LeafRule } from './gain.js';
import { EPSILON, recordSplit, type LeafSums, type Split, type SplitSettings } from './split.js';

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
 * Looks for a threshold that beats `split`, and records it there. Missing values are tried on both sides: from the right with
 * them among the left rows, then from the left with them among the right ones. `shift` is the gain of the unsplit leaf plus
 * `minGain`. Returns whether any threshold beats the unsplit leaf: if none does, none will in the leaf's children either.
 */
export function searchThreshold(
  histogram: Float64Array,
  slice: ColumnSlice,
  leaf: LeafSums,
  shift: number,
  s: SplitSettings,
  split: Split,
): boolean {
  const rule = { l1: s.l1, l2: s.l2, low: leaf.low, high: leaf.high };
  const fromRight = slice.size > 1 && scan(histogram, slice, leaf, rule, shift, s, split, true);
  const fromLeft = slice.missing && scan(histogram, slice, leaf, rule, shift, s, split, false);
  return fromRight || fromLeft;
}

/**
 * One pass over the bins, from the right (missing values left) or from the left (missing values right). Row counts are estimated
 * from hessians, bin by bin, as LightGBM does; the pass ends as soon as the shrinking side is too small.
 */
function scan(
  histogram: Float64Array,
  slice: ColumnSlice,
  leaf: LeafSums,
  rule: LeafRule,
  shift: number,
  s: SplitSettings,
  split: Split,
  fromRight: boolean,
): boolean {
  const { minRowsPerLeaf, minHessian, l1, l2, bounded } = s;
  const leafHessian = leaf.hessian + 2 * EPSILON;
  const rowsPerHessian = leaf.count / leafHessian;
  const step = fromRight ? -2 : 2;
  const steps = fromRight || !slice.missing ? slice.size - 1 : slice.size;
  let at = 2 * (slice.start + (fromRight ? slice.size - 1 : 0));
  let gradient = 0;
  let hessian = EPSILON;
  let count = 0;
  let best = split.gain + shift;
  let bestStep = -1;
  let bestGradient = 0;
  let bestHessian = 0;
  let splittable = false;
  for (let i = 0; i < steps; i++, at += step) {
    gradient += histogram[at];
    hessian += histogram[at + 1];
    count += (histogram[at + 1] * rowsPerHessian + 0.5) | 0;
    if (count < minRowsPerLeaf || hessian < minHessian) continue;
    const restHessian = leafHessian - hessian;
    if (leaf.count - count < minRowsPerLeaf || restHessian < minHessian) break;
    const rest = leaf.gradient - gradient;
    const gain = bounded
      ? boundedGain(gradient, hessian, rest, restHessian, rule, fromRight ? -slice.direction : slice.direction)
      : leafGain(gradient, hessian, l1, l2) + leafGain(rest, restHessian, l1, l2);
    if (!(gain > shift && gain < Infinity)) continue;
    splittable = true;
    if (gain <= best) continue;
    best = gain;
    bestStep = i;
    bestGradient = gradient;
    bestHessian = hessian;
  }
  if (bestStep < 0) return splittable;
  split.bin = fromRight ? slice.size - 2 - bestStep : bestStep;
  split.missingLeft = fromRight;
  split.missingSeen = slice.missing && histogram[2 * (slice.start + slice.size) + 1] * rowsPerHessian >= 0.5;
  split.groupSize = 0;
  const leftGradient = fromRight ? leaf.gradient - bestGradient : bestGradient;
  recordSplit(split, best - shift, slice.column, leaf, leftGradient, fromRight ? leafHessian - bestHessian : bestHessian, rule);
  return splittable;
}
