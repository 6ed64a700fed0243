import { DOUBLE } from '../../../src/kernel/boost/layout';

/** As the high bits of a double, turns a word below 2^52 into 2^52 + word. */
// @ts-ignore: decorator
@inline
const EXPONENT: i64 = 0x4330000000000000;
// @ts-ignore: decorator
@inline
const BASE: f64 = 4503599627370496.0;

/** Gradient of a packed sum. */
// @ts-ignore: decorator
@inline
export function packedGradient(sum: i64, shift: i64, unit: f64): f64 {
  return <f64>(sum >> shift) * unit;
}

/** Hessian of a packed sum. */
// @ts-ignore: decorator
@inline
export function packedHessian(sum: i64, shift: i64, unit: f64): f64 {
  return <f64>(sum & ((<i64>1 << shift) - 1)) * unit;
}

/** Gradient sum of one cell. */
// @ts-ignore: decorator
@inline
export function cellGradient(cells: usize, bin: i32, format: i32, shift: i64, unit: f64): f64 {
  return format == DOUBLE ? load<f64>(cells + (<usize>bin << 4)) : packedGradient(load<i64>(cells + (<usize>bin << 3)), shift, unit);
}

/** Hessian sum of one cell. */
// @ts-ignore: decorator
@inline
export function cellHessian(cells: usize, bin: i32, format: i32, shift: i64, unit: f64): f64 {
  if (format == DOUBLE) return load<f64>(cells + (<usize>bin << 4), 8);
  return packedHessian(load<i64>(cells + (<usize>bin << 3)), shift, unit);
}

/** Gradients of two packed sums, in quantised steps. Adding 2^63 moves them above zero, so that a logical shift will do. */
// @ts-ignore: decorator
@inline
export function gradients2(packed: v128, shift: i32, offset: v128): v128 {
  const word = i64x2.shr_u(i64x2.add(packed, i64x2.splat(i64.MIN_VALUE)), shift);
  return f64x2.sub(v128.or(word, i64x2.splat(EXPONENT)), offset);
}

/** What {@link gradients2} takes away in the end. */
// @ts-ignore: decorator
@inline
export function offsetOf(shift: i32): v128 {
  return f64x2.splat(BASE + <f64>(<i64>1 << <i64>(63 - shift)));
}

/** Hessians of two packed sums, in quantised steps. */
// @ts-ignore: decorator
@inline
export function hessians2(packed: v128, mask: v128): v128 {
  return f64x2.sub(v128.or(v128.and(packed, mask), i64x2.splat(EXPONENT)), f64x2.splat(BASE));
}
