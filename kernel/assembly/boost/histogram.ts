import { DOUBLE } from '../../../src/kernel/boost/layout';

/** `to` += `part`. Lengths are multiples of 16 bytes. */
export function add(to: usize, part: usize, bytes: i32, format: i32): void {
  const end = to + bytes;
  if (format == DOUBLE) for (; to < end; to += 16, part += 16) v128.store(to, f64x2.add(v128.load(to), v128.load(part)));
  else for (; to < end; to += 16, part += 16) v128.store(to, i64x2.add(v128.load(to), v128.load(part)));
}

/** `whole` −= `part`. */
export function subtract(whole: usize, part: usize, bytes: i32, format: i32): void {
  const end = whole + bytes;
  if (format == DOUBLE) for (; whole < end; whole += 16, part += 16) v128.store(whole, f64x2.sub(v128.load(whole), v128.load(part)));
  else for (; whole < end; whole += 16, part += 16) v128.store(whole, i64x2.sub(v128.load(whole), v128.load(part)));
}
