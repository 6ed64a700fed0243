import { DOUBLE, PAIR } from '../../../src/kernel/boost/layout';

/** A well-spread word for a row: its halves round the gradient and the hessian up or down by chance. */
// @ts-ignore: decorator
@inline
function chance(row: u32, seed: u32): u32 {
  let w = (row + seed) * 0x9e3779b1;
  w = (w ^ (w >> 15)) * 0x85ebca77;
  return w ^ (w >> 13);
}

// @ts-ignore: decorator
@inline
const PART: f64 = 1.0 / 65536.0;

/**
 * Gives `count` records their gradients: of row r, the doubles at `gradients + 16 r`. Doubles are rounded to multiples of the units;
 * pairs are rounded by chance to 16 bits each, so that sums stay unbiased; single gradients to 32 bits.
 */
export function loadGradients(
  records: usize,
  stride: i32,
  travel: usize,
  count: i32,
  gradients: usize,
  format: i32,
  scale: f64,
  hessianScale: f64,
  unit: f64,
  hessianUnit: f64,
  seed: u32,
): void {
  const end = travel + (<usize>count << 3);
  for (; travel < end; travel += 8, records += stride) {
    const row = load<u32>(travel);
    const from = gradients + (<usize>row << 4);
    const g = load<f64>(from);
    const h = load<f64>(from, 8);
    if (format == DOUBLE) {
      store<f64>(records, nearest(g * scale) * unit);
      store<f64>(records, nearest(h * hessianScale) * hessianUnit, 8);
    } else if (format == PAIR) {
      const w = chance(row, seed);
      const quantised = <i32>floor(g * scale + <f64>(w >> 16) * PART);
      const hessian = <i32>floor(h * hessianScale + <f64>(w & 0xffff) * PART);
      store<i32>(records, (quantised << 16) | hessian);
    } else store<i32>(records, <i32>nearest(g * scale));
  }
}

/** exp in single precision, within 2e-7 (the polynomial of Cephes' expf). */
// @ts-ignore: decorator
@inline
function exp4(x: v128): v128 {
  x = f32x4.max(f32x4.min(x, f32x4.splat(87)), f32x4.splat(-87));
  const k = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  let r = f32x4.sub(x, f32x4.mul(k, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(k, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  return f32x4.mul(p, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23));
}

/**
 * Log-loss: moves the margins of `count` records by `value` and gives the records their new pairs. A row travels as its number, with
 * the label in the highest bit, and its margin in single precision. Adds the sums of |gradient| and hessian, both quantised, to `sums`.
 * Reads up to three rows past the last.
 */
export function advanceBinary(
  records: usize,
  stride: i32,
  travel: usize,
  count: i32,
  value: f32,
  scale: f32,
  hessianScale: f32,
  seed: i32,
  sums: usize,
): void {
  const one = f32x4.splat(1);
  const part = f32x4.splat(1.0 / 65536.0);
  const lanes = i32x4(0, 1, 2, 3);
  let gradientSum = i64x2.splat(0);
  let hessianSum = i64x2.splat(0);
  for (let left = count; left > 0; left -= 4) {
    const a = v128.load(travel);
    const b = v128.load(travel, 16);
    const rows = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
    const margin = f32x4.add(v128.shuffle<i32>(a, b, 1, 3, 5, 7), f32x4.splat(value));
    const label = f32x4.convert_i32x4_s(i32x4.shr_u(rows, 31));
    const p = f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(margin))));
    let w = i32x4.mul(i32x4.add(rows, i32x4.splat(seed)), i32x4.splat(0x9e3779b1));
    w = i32x4.mul(v128.xor(w, i32x4.shr_u(w, 15)), i32x4.splat(0x85ebca77));
    w = v128.xor(w, i32x4.shr_u(w, 13));
    const up = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(w, 16)), part);
    const hessianUp = f32x4.mul(f32x4.convert_i32x4_s(v128.and(w, i32x4.splat(0xffff))), part);
    const g = f32x4.mul(f32x4.sub(p, label), f32x4.splat(scale));
    const h = f32x4.mul(f32x4.mul(p, f32x4.sub(one, p)), f32x4.splat(hessianScale));
    let quantised = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(g, up)));
    let hessian = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(h, hessianUp)));
    const pair = v128.or(i32x4.shl(quantised, 16), hessian);
    v128.store_lane<i32>(records, pair, 0);
    if (left > 3) {
      v128.store(travel, v128.shuffle<i32>(rows, margin, 0, 4, 1, 5));
      v128.store(travel, v128.shuffle<i32>(rows, margin, 2, 6, 3, 7), 16);
      v128.store_lane<i32>(records + stride, pair, 1);
      v128.store_lane<i32>(records + 2 * stride, pair, 2);
      v128.store_lane<i32>(records + 3 * stride, pair, 3);
    } else {
      v128.store_lane<i32>(travel, margin, 0, 4);
      if (left > 1) {
        v128.store_lane<i32>(travel, margin, 1, 12);
        v128.store_lane<i32>(records + stride, pair, 1);
      }
      if (left > 2) {
        v128.store_lane<i32>(travel, margin, 2, 20);
        v128.store_lane<i32>(records + 2 * stride, pair, 2);
      }
      const inside = i32x4.gt_s(i32x4.splat(left), lanes);
      quantised = v128.and(quantised, inside);
      hessian = v128.and(hessian, inside);
    }
    const size = i32x4.abs(quantised);
    gradientSum = i64x2.add(gradientSum, i64x2.add(i64x2.extend_low_i32x4_u(size), i64x2.extend_high_i32x4_u(size)));
    hessianSum = i64x2.add(hessianSum, i64x2.add(i64x2.extend_low_i32x4_u(hessian), i64x2.extend_high_i32x4_u(hessian)));
    records += 4 * stride;
    travel += 32;
  }
  store<f64>(sums, load<f64>(sums) + <f64>(i64x2.extract_lane(gradientSum, 0) + i64x2.extract_lane(gradientSum, 1)));
  store<f64>(sums, load<f64>(sums, 8) + <f64>(i64x2.extract_lane(hessianSum, 0) + i64x2.extract_lane(hessianSum, 1)), 8);
}

/**
 * Squared error: moves the residuals (margin − y) of `count` records by `value` and gives the records their quantised gradients. A row
 * travels as its number and its residual in single precision. Adds the sum of |gradient| to `sums` and raises the largest beside it.
 */
export function advanceSquared(records: usize, stride: i32, travel: usize, count: i32, value: f32, scale: f64, sums: usize): void {
  let total: i64 = 0;
  let largest: i32 = 0;
  const end = travel + (<usize>count << 3);
  for (; travel < end; travel += 8, records += stride) {
    const residual = load<f32>(travel, 4) + value;
    store<f32>(travel, residual, 4);
    const quantised = <i32>nearest(<f64>residual * scale);
    store<i32>(records, quantised);
    const size = abs<i32>(quantised);
    total += size;
    largest = max(largest, size);
  }
  store<f64>(sums, load<f64>(sums) + <f64>total);
  store<f64>(sums, max<f64>(load<f64>(sums, 8), <f64>largest), 8);
}
