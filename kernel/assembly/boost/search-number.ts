import { DOUBLE } from '../../../src/kernel/boost/layout';
import { cellGradient, cellHessian, gradients2, hessians2, offsetOf } from './cell';
import {
  best,
  bounded,
  format,
  gradient,
  hessian,
  hessianUnit,
  high,
  l1,
  l2,
  leastHessian,
  pairGain,
  record,
  shift,
  shiftGain,
  unit,
} from './search';

/** The best threshold of the last scan: its gain (0: none) and bin. */
let scanGain: f64 = 0;
let scanBin: i32 = 0;

/** Gains of two sides where the best value is beyond the largest. */
function capped2(g: v128, h: v128, q: v128, limit: v128): v128 {
  const size = f64x2.abs(g);
  const edge = f64x2.sub(f64x2.mul(f64x2.mul(f64x2.splat(2), size), limit), f64x2.mul(f64x2.mul(h, limit), limit));
  return v128.bitselect(edge, f64x2.mul(g, q), f64x2.gt(f64x2.abs(q), limit));
}

/**
 * Scans all thresholds, two bins at a time: bins up to b, and the missing ones when `extra` holds their sums, go left. Of equal gains the
 * last wins when `lastWins`, else the first.
 */
// @ts-ignore: decorator
@inline
function scanPlain(cells: usize, bins: i32, packed: bool, extra: f64, extraHessian: f64, lastWins: bool): void {
  const total = f64x2.splat(gradient);
  const totalHessian = f64x2.splat(hessian);
  const least = f64x2.splat(leastHessian);
  const penalty = f64x2.splat(l2);
  const limit = f64x2.splat(high);
  const moved = f64x2.splat(extra);
  const movedHessian = f64x2.splat(extraHessian);
  const units = f64x2.splat(unit);
  const hessianUnits = f64x2.splat(hessianUnit);
  const offset = offsetOf(shift);
  const mask = i64x2.splat((<i64>1 << <i64>shift) - 1);
  const zero = i64x2.splat(0);
  const shiftGains = f64x2.splat(shiftGain);
  let carry = i64x2.splat(0);
  let bestGains = shiftGains;
  let bestBins = f64x2.splat(-1);
  let bin = f64x2(0, 1);
  for (let b = 0; b < bins; b += 2) {
    let left: v128;
    let leftHessian: v128;
    if (packed) {
      const v = v128.load(cells);
      const sums = i64x2.add(i64x2.add(v, v128.shuffle<i64>(zero, v, 0, 2)), carry);
      carry = v128.shuffle<i64>(sums, sums, 1, 1);
      left = f64x2.mul(gradients2(sums, shift, offset), units);
      leftHessian = f64x2.mul(hessians2(sums, mask), hessianUnits);
      cells += 16;
    } else {
      const first = f64x2.add(carry, v128.load(cells));
      carry = f64x2.add(first, v128.load(cells, 16));
      left = v128.shuffle<i64>(first, carry, 0, 2);
      leftHessian = v128.shuffle<i64>(first, carry, 1, 3);
      cells += 32;
    }
    left = f64x2.add(left, moved);
    leftHessian = f64x2.add(leftHessian, movedHessian);
    const right = f64x2.sub(total, left);
    const rightHessian = f64x2.sub(totalHessian, leftHessian);
    const h = f64x2.add(leftHessian, penalty);
    const rightH = f64x2.add(rightHessian, penalty);
    const q = f64x2.div(left, h);
    const rightQ = f64x2.div(right, rightH);
    let gain = f64x2.add(f64x2.mul(left, q), f64x2.mul(right, rightQ));
    if (v128.any_true(v128.or(f64x2.gt(f64x2.abs(q), limit), f64x2.gt(f64x2.abs(rightQ), limit)))) {
      gain = f64x2.add(capped2(left, h, q, limit), capped2(right, rightH, rightQ, limit));
    }
    const large = v128.and(f64x2.ge(leftHessian, least), f64x2.ge(rightHessian, least));
    const better = lastWins ? v128.and(f64x2.gt(gain, shiftGains), f64x2.ge(gain, bestGains)) : f64x2.gt(gain, bestGains);
    const take = v128.and(large, better);
    bestGains = v128.bitselect(gain, bestGains, take);
    bestBins = v128.bitselect(bin, bestBins, take);
    bin = f64x2.add(bin, f64x2.splat(2));
  }
  const gain0 = f64x2.extract_lane(bestGains, 0);
  const gain1 = f64x2.extract_lane(bestGains, 1);
  const bin0 = <i32>f64x2.extract_lane(bestBins, 0);
  const bin1 = <i32>f64x2.extract_lane(bestBins, 1);
  const second = gain1 > gain0 || (gain1 == gain0 && bin1 >= 0 && (bin0 < 0 || (lastWins ? bin1 > bin0 : bin1 < bin0)));
  scanGain = second ? gain1 : gain0;
  scanBin = second ? bin1 : bin0;
}

/** The same for any penalties, ranges and directions, bin by bin; gains that are not finite are passed over. */
function scanAny(cells: usize, bins: i32, extra: f64, extraHessian: f64, lastWins: bool, direction: i32): void {
  let left = extra;
  let leftHessian = extraHessian;
  scanGain = shiftGain;
  scanBin = -1;
  for (let b = 0; b < bins; b++) {
    left += cellGradient(cells, b, format, shift, unit);
    leftHessian += cellHessian(cells, b, format, shift, hessianUnit);
    if (leftHessian < leastHessian || hessian - leftHessian < leastHessian) continue;
    const gain = pairGain(left, leftHessian, l2, direction);
    if (!(gain > shiftGain && gain < Infinity)) continue;
    if (lastWins ? gain < scanGain : gain <= scanGain) continue;
    scanGain = gain;
    scanBin = b;
  }
}

function scan(cells: usize, bins: i32, extra: f64, extraHessian: f64, lastWins: bool, direction: i32): void {
  if (bounded || l1 > 0) return scanAny(cells, bins, extra, extraHessian, lastWins, direction);
  if (format == DOUBLE) {
    if (lastWins) scanPlain(cells, bins, false, extra, extraHessian, true);
    else scanPlain(cells, bins, false, extra, extraHessian, false);
  } else if (lastWins) scanPlain(cells, bins, true, extra, extraHessian, true);
  else scanPlain(cells, bins, true, extra, extraHessian, false);
  if (scanGain == Infinity) scanAny(cells, bins, extra, extraHessian, lastWins, direction);
}

function take(cells: usize, column: i32, extra: f64, extraHessian: f64, missingLeft: bool, missingSeen: bool): void {
  if (scanBin < 0 || scanGain <= best) return;
  let left = extra;
  let leftHessian = extraHessian;
  for (let b = 0; b <= scanBin; b++) {
    left += cellGradient(cells, b, format, shift, unit);
    leftHessian += cellHessian(cells, b, format, shift, hessianUnit);
  }
  record(scanGain, column, scanBin, missingLeft, missingSeen, left, leftHessian, 0);
}

/**
 * Looks for a threshold that beats the best split so far. Missing values, whose cell follows the `bins` known ones, are tried on both
 * sides. Returns whether any threshold beats the unsplit leaf: if none does, none will in the leaf's children either.
 */
export function searchThreshold(cells: usize, column: i32, bins: i32, missing: bool, direction: i32): bool {
  const extra = missing ? cellGradient(cells, bins, format, shift, unit) : 0;
  const extraHessian = missing ? cellHessian(cells, bins, format, shift, hessianUnit) : 0;
  const seen = missing && (extraHessian > 0 || extra != 0);
  let found = false;
  if (bins > 1) {
    scan(cells, bins - 1, extra, extraHessian, true, direction);
    found = scanBin >= 0;
    take(cells, column, extra, extraHessian, true, seen);
  }
  if (seen) {
    scan(cells, bins, 0, 0, false, direction);
    found = found || scanBin >= 0;
    take(cells, column, 0, 0, false, true);
  }
  return found;
}
