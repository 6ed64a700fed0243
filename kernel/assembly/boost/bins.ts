import { STAGED_BYTES, STAGED_DOUBLES } from '../../../src/kernel/boost/layout';

// @ts-ignore: decorator
@inline
function put(at: usize, bin: i32, wide: bool): void {
  if (wide) store<u16>(at, <u16>bin);
  else store<u8>(at, <u8>bin);
}

/**
 * Bins of `count` numbers: how many of the bounds are below the value. `bounds` ascend and are padded with infinity to 2^steps; `NaN`
 * gets `missing`.
 */
// @ts-ignore: decorator
@inline
function numbers(values: usize, count: i32, bounds: usize, steps: i32, missing: i32, to: usize, stride: i32, wide: bool): void {
  const half: usize = (<usize>8) << (steps - 1);
  for (const end = values + (<usize>count << 3); values < end; values += 8, to += stride) {
    const value = load<f64>(values);
    let at = bounds;
    for (let width = half; width >= 8; width >>= 1) at += <usize>i32(load<f64>(at + width - 8) < value) * width;
    put(to, value == value ? <i32>((at - bounds) >> 3) : missing, wide);
  }
}

/** {@link numbers} for at most 256 bins, its eight steps written out. */
function numbersOf256(values: usize, count: i32, bounds: usize, missing: i32, to: usize, stride: i32): void {
  for (const end = values + (<usize>count << 3); values < end; values += 8, to += stride) {
    const value = load<f64>(values);
    let at = bounds;
    at += <usize>i32(load<f64>(at, 1016) < value) << 10;
    at += <usize>i32(load<f64>(at, 504) < value) << 9;
    at += <usize>i32(load<f64>(at, 248) < value) << 8;
    at += <usize>i32(load<f64>(at, 120) < value) << 7;
    at += <usize>i32(load<f64>(at, 56) < value) << 6;
    at += <usize>i32(load<f64>(at, 24) < value) << 5;
    at += <usize>i32(load<f64>(at, 8) < value) << 4;
    at += <usize>i32(load<f64>(at) < value) << 3;
    store<u8>(to, <u8>select<i32>(<i32>((at - bounds) >> 3), missing, value == value));
  }
}

/** Bins of `count` codes of 4 bytes (-1: missing) or of 1 byte, looked up in a table of 16-bit bins. */
// @ts-ignore: decorator
@inline
function codes(staged: usize, count: i32, table: usize, bytes: bool, to: usize, stride: i32, wide: bool): void {
  for (let i = 0; i < count; i++, to += stride) {
    const code = bytes ? <i32>load<u8>(staged + i) : load<i32>(staged + (<usize>i << 2)) + 1;
    put(to, load<u16>(table + (<usize>code << 1)), wide);
  }
}

/** Puts a member's code where its value is in its second bin; the first member clears the byte elsewhere. */
function members(staged: usize, count: i32, kind: i32, table: usize, to: usize, stride: i32, code: i32): void {
  const bound = kind == STAGED_DOUBLES ? load<f64>(table) : 0;
  for (let i = 0; i < count; i++, to += stride) {
    const isSecond =
      kind == STAGED_DOUBLES
        ? load<f64>(staged + (<usize>i << 3)) > bound
        : load<u16>(table + (<usize>load<u8>(staged + i) << 1)) > 0;
    if (isSecond) store<u8>(to, <u8>code);
    else if (code == 1) store<u8>(to, 0);
  }
}

/** Bins `count` values of the stage into records; `code` is not 0 for a bundle's member. */
export function bin(
  staged: usize,
  count: i32,
  kind: i32,
  table: usize,
  steps: i32,
  missing: i32,
  to: usize,
  stride: i32,
  wide: bool,
  code: i32,
): void {
  if (code > 0) return members(staged, count, kind, table, to, stride, code);
  if (kind == STAGED_DOUBLES) {
    if (steps == 8 && !wide) numbersOf256(staged, count, table, missing, to, stride);
    else if (wide) numbers(staged, count, table, steps, missing, to, stride, true);
    else numbers(staged, count, table, steps, missing, to, stride, false);
  } else if (kind == STAGED_BYTES) {
    codes(staged, count, table, true, to, stride, false);
  } else if (wide) codes(staged, count, table, false, to, stride, true);
  else codes(staged, count, table, false, to, stride, false);
}
