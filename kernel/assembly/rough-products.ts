/**
 * Products of one vector with many lines of bytes, and which of them may be large enough. AssemblyScript: `scripts/build-kernels.mjs` compiles it,
 * `src/kernel/rough-products.ts` calls it.
 */

/** Sums of the pairs of products of 16 bytes with 16 words. */
// @ts-ignore: decorator
@inline
function sums(line: usize, vector: usize, bytes: usize): v128 {
  let sum = i32x4.splat(0);
  for (let o: usize = 0; o < bytes; o += 16) {
    const part = v128.load(line + o);
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(part), v128.load(vector + 2 * o)));
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(part), v128.load(vector + 2 * o, 16)));
  }
  return sum;
}

/** The sums of the lanes of four vectors, as the lanes of one. */
// @ts-ignore: decorator
@inline
function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const left = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const right = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(left, right, 0, 1, 4, 5), v128.shuffle<i32>(left, right, 2, 3, 6, 7));
}

/**
 * Writes which lines from `first` to `end`, multiples of four, may come to at least `least`: own + step × (unit × product + slack) + error, and
 * gives their number.
 */
export function mayReach(
  lines: usize,
  bytes: usize,
  steps: usize,
  owns: usize,
  vector: usize,
  first: i32,
  end: i32,
  unit: f32,
  slack: f32,
  error: f32,
  least: f32,
  found: usize,
): i32 {
  const units = f32x4.splat(unit);
  const slacks = f32x4.splat(slack);
  const bound = f32x4.splat(least - error);
  let count = 0;
  for (let at = first; at < end; at += 4) {
    const line = lines + <usize>at * bytes;
    const four = (<usize>at) << 2;
    const product = laneSums(
      sums(line, vector, bytes),
      sums(line + bytes, vector, bytes),
      sums(line + 2 * bytes, vector, bytes),
      sums(line + 3 * bytes, vector, bytes),
    );
    const reach = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(product), units), slacks);
    const highest = f32x4.add(v128.load(owns + four), f32x4.mul(v128.load(steps + four), reach));
    for (let lanes = i32x4.bitmask(f32x4.ge(highest, bound)); lanes != 0; lanes &= lanes - 1) {
      store<i32>(found + ((<usize>count) << 2), at + ctz(lanes));
      count++;
    }
  }
  return count;
}
