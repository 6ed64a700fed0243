import { DOUBLE, PAIR, SINGLE } from '../../../src/kernel/boost/layout';
import { cellGradient, cellHessian, gradients2, hessians2, offsetOf, packedGradient, packedHessian } from './cell';
import {
  best,
  bounded,
  format,
  gradient,
  hessian,
  hessianUnit,
  isCapped,
  l1,
  l2,
  leastHessian,
  pairGain,
  record,
  shift,
  shiftGain,
  unit,
} from './search';

/** The best threshold of the last scan: its gain and bin (-1: none). */
let scanGain: f64 = 0;
let scanBin: i32 = 0;

/**
 * Scans all thresholds, two bins at a time: bins up to b go left, and the missing ones whose cell is at `extra` (0: none). Values are
 * free of any range. Of equal gains the last wins when `lastWins`, else the first. All is counted in quantised steps: units are powers
 * of two, so that every gain is the real one but for a power of two.
 */
// @ts-ignore: decorator
@inline
function scanFree(cells: usize, bins: i32, kind: i32, extra: usize, lastWins: bool): void {
  const steps = kind == DOUBLE ? 1 : 1 / unit;
  const hessianSteps = kind == DOUBLE ? 1 : 1 / hessianUnit;
  const gainSteps = steps * steps / hessianSteps;
  const total = f64x2.splat(gradient * steps);
  const totalHessian = f64x2.splat(hessian * hessianSteps);
  const least = f64x2.splat(leastHessian * hessianSteps);
  const most = f64x2.splat((hessian - leastHessian) * hessianSteps);
  const penalty = f64x2.splat(l2 * hessianSteps);
  const offset = offsetOf(shift);
  const mask = i64x2.splat((<i64>1 << <i64>shift) - 1);
  const zero = i64x2.splat(0);
  const floor = shiftGain * gainSteps;
  let carry = zero;
  if (extra != 0) carry = kind == DOUBLE ? v128.load(extra) : v128.load64_splat(extra);
  let bestGains = f64x2.splat(lastWins ? reinterpret<f64>(reinterpret<i64>(floor) + 1) : floor);
  let bestBins = f64x2.splat(-1);
  let bin = f64x2(0, 1);
  for (let b = 0; b < bins; b += 2) {
    let left: v128;
    let leftHessian: v128;
    if (kind == DOUBLE) {
      const first = f64x2.add(carry, v128.load(cells));
      carry = f64x2.add(first, v128.load(cells, 16));
      left = v128.shuffle<i64>(first, carry, 0, 2);
      leftHessian = v128.shuffle<i64>(first, carry, 1, 3);
      cells += 32;
    } else {
      const v = v128.load(cells);
      const sums = i64x2.add(i64x2.add(v, v128.shuffle<i64>(zero, v, 0, 2)), carry);
      carry = v128.shuffle<i64>(sums, sums, 1, 1);
      left = kind == PAIR ? f64x2.convert_low_i32x4_s(v128.shuffle<i32>(sums, sums, 1, 3, 1, 3)) : gradients2(sums, shift, offset);
      leftHessian = hessians2(sums, mask);
      cells += 16;
    }
    const right = f64x2.sub(total, left);
    const h = f64x2.add(leftHessian, penalty);
    const rightH = f64x2.add(f64x2.sub(totalHessian, leftHessian), penalty);
    const sum = f64x2.add(f64x2.mul(f64x2.mul(left, left), rightH), f64x2.mul(f64x2.mul(right, right), h));
    const enough = v128.and(f64x2.ge(leftHessian, least), f64x2.le(leftHessian, most));
    const gain = v128.and(f64x2.div(sum, f64x2.mul(h, rightH)), enough);
    const better = lastWins ? f64x2.ge(gain, bestGains) : f64x2.gt(gain, bestGains);
    bestGains = f64x2.pmax(bestGains, gain);
    bestBins = v128.bitselect(bin, bestBins, better);
    bin = f64x2.add(bin, f64x2.splat(2));
  }
  const gain0 = f64x2.extract_lane(bestGains, 0);
  const gain1 = f64x2.extract_lane(bestGains, 1);
  const bin0 = <i32>f64x2.extract_lane(bestBins, 0);
  const bin1 = <i32>f64x2.extract_lane(bestBins, 1);
  const second = gain1 > gain0 || (gain1 == gain0 && bin1 >= 0 && (bin0 < 0 || (lastWins ? bin1 > bin0 : bin1 < bin0)));
  scanGain = (second ? gain1 : gain0) / gainSteps;
  scanBin = second ? bin1 : bin0;
}

/** The same for any penalties, ranges and directions, bin by bin; gains that are not finite are passed over. */
function scanAny(cells: usize, bins: i32, extra: usize, lastWins: bool, direction: i32): void {
  let left = extra ? cellGradient(extra, 0, format, shift, unit) : 0;
  let leftHessian = extra ? cellHessian(extra, 0, format, shift, hessianUnit) : 0;
  const most = hessian - leastHessian;
  scanGain = shiftGain;
  scanBin = -1;
  for (let b = 0; b < bins; b++) {
    left += cellGradient(cells, b, format, shift, unit);
    leftHessian += cellHessian(cells, b, format, shift, hessianUnit);
    if (leftHessian < leastHessian || leftHessian > most) continue;
    const gain = pairGain(left, leftHessian, l2, direction);
    if (!(gain > shiftGain && gain < Infinity)) continue;
    if (lastWins ? gain < scanGain : gain <= scanGain) continue;
    scanGain = gain;
    scanBin = b;
  }
}

// @ts-ignore: decorator
@inline
function scanKind(cells: usize, bins: i32, kind: i32, extra: usize, lastWins: bool): void {
  if (lastWins) scanFree(cells, bins, kind, extra, true);
  else scanFree(cells, bins, kind, extra, false);
}

/** Scans, and takes the best threshold when it beats the best split so far; says whether any beats the unsplit leaf. */
function scan(cells: usize, column: i32, bins: i32, extra: usize, seen: bool, lastWins: bool, direction: i32): bool {
  if (bounded || l1 > 0) scanAny(cells, bins, extra, lastWins, direction);
  else {
    if (format == DOUBLE) scanKind(cells, bins, DOUBLE, extra, lastWins);
    else if (format == PAIR) scanKind(cells, bins, PAIR, extra, lastWins);
    else scanKind(cells, bins, SINGLE, extra, lastWins);
    if (scanBin < 0 || scanGain <= best) return scanBin >= 0;
    sumLeft(cells, extra);
    if (!isCapped(sumGradient, sumHessian, l2) && scanGain < Infinity) {
      record(scanGain, column, scanBin, lastWins, seen, sumGradient, sumHessian, 0);
      return true;
    }
    scanAny(cells, bins, extra, lastWins, direction);
  }
  if (scanBin < 0 || scanGain <= best) return scanBin >= 0;
  sumLeft(cells, extra);
  record(scanGain, column, scanBin, lastWins, seen, sumGradient, sumHessian, 0);
  return true;
}

let sumGradient: f64 = 0;
let sumHessian: f64 = 0;

/** Sums of the bins up to the best one, and of the extra cell. */
function sumLeft(cells: usize, extra: usize): void {
  if (format == DOUBLE) {
    let sums = extra ? v128.load(extra) : f64x2.splat(0);
    for (const end = cells + (<usize>(scanBin + 1) << 4); cells < end; cells += 16) sums = f64x2.add(sums, v128.load(cells));
    sumGradient = f64x2.extract_lane(sums, 0);
    sumHessian = f64x2.extract_lane(sums, 1);
    return;
  }
  let sum = extra ? load<i64>(extra) : 0;
  for (const end = cells + (<usize>(scanBin + 1) << 3); cells < end; cells += 8) sum += load<i64>(cells);
  sumGradient = packedGradient(sum, shift, unit);
  sumHessian = packedHessian(sum, shift, hessianUnit);
}

/**
 * Looks for a threshold that beats the best split so far. Missing values, whose cell follows the `bins` known ones, are tried on both
 * sides. Returns whether any threshold beats the unsplit leaf: if none does, none will in the leaf's children either.
 */
export function searchThreshold(cells: usize, column: i32, bins: i32, missing: bool, direction: i32): bool {
  const last = cells + (<usize>bins << (format == DOUBLE ? 4 : 3));
  const seen =
    missing && (cellHessian(last, 0, format, shift, hessianUnit) > 0 || cellGradient(last, 0, format, shift, unit) != 0);
  const withMissing = bins > 1 && scan(cells, column, bins - 1, seen ? last : 0, seen, true, direction);
  const without = seen && scan(cells, column, bins, 0, true, false, direction);
  return withMissing || without;
}

/** The one threshold of a bundle's member, whose second bin is the cell: it goes right. */
export function searchMember(cell: usize, column: i32, direction: i32): bool {
  const left = gradient - cellGradient(cell, 0, format, shift, unit);
  const leftHessian = hessian - cellHessian(cell, 0, format, shift, hessianUnit);
  if (leftHessian < leastHessian || leftHessian > hessian - leastHessian) return false;
  const gain = pairGain(left, leftHessian, l2, direction);
  if (!(gain > shiftGain && gain < Infinity)) return false;
  if (gain > best) record(gain, column, 0, true, false, left, leftHessian, 0);
  return true;
}
