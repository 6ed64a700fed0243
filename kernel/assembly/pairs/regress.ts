import { COLUMNS, FOUND_COLUMN, FOUND_VALUE, LINE_BYTES, MATRIX } from '../../../src/kernel/pairs/layout';
import { address, argument, double, word } from './words';

/** Takes so many times a line of the matrix away from what is left. */
// @ts-ignore: decorator
@inline
function subtractLine(left: usize, line: usize, all: i32, times: f64): void {
  const by = f64x2.splat(times);
  const end = left + (<usize>(all & ~3) << 3);
  for (; left < end; left += 32) {
    const values = v128.load(line);
    const upper = v128.shuffle<i32>(values, values, 2, 3, 2, 3);
    v128.store(left, f64x2.sub(v128.load(left), f64x2.mul(by, f64x2.promote_low_f32x4(values))));
    v128.store(left, f64x2.sub(v128.load(left, 16), f64x2.mul(by, f64x2.promote_low_f32x4(upper))), 16);
    line += 16;
  }
  for (let rest = all & 3; rest > 0; rest--) {
    store<f64>(left, load<f64>(left) - times * <f64>load<f32>(line));
    left += 8;
    line += 4;
  }
}

/**
 * Argument 0: the column that stands first among those found, 1: the most rounds. Doubles: l1, l2, and the step below which a weight stands. What all other
 * columns say for column `part`: not negative, by coordinate descent, first over all columns, then over those that say something until they stand, and so on until
 * none begins to. The columns and their weights, then −1.
 */
export function regress(left: usize, part: i32): void {
  const all = word(COLUMNS);
  const matrix = address(MATRIX);
  const lineBytes = address(LINE_BYTES);
  const weights = left + (<usize>all << 3);
  const l1 = double(0);
  const l2 = double(1);
  const least = double(2);
  const own = matrix + <usize>part * lineBytes;
  for (let i: usize = 0; i < <usize>all; i++) {
    store<f64>(left + (i << 3), <f64>load<f32>(own + (i << 2)));
    store<f64>(weights + (i << 3), 0);
  }
  let everyone = true;
  for (let round = argument(1); round > 0; round--) {
    let longest: f64 = 0;
    for (let i: usize = 0; i < <usize>all; i++) {
      const before = load<f64>(weights + (i << 3));
      if (!everyone && before == 0) continue;
      const rest = load<f64>(left + (i << 3));
      if (before == 0 && rest <= l1) continue;
      if (i == <usize>part) continue;
      const line = matrix + i * lineBytes;
      const square = <f64>load<f32>(line + (i << 2));
      if (square == 0) continue;
      const weight = max((rest + square * before - l1) / (square + l2), 0.0);
      if (weight == before) continue;
      store<f64>(weights + (i << 3), weight);
      subtractLine(left, line, all, weight - before);
      longest = max(longest, abs(weight - before));
    }
    if (longest > least) everyone = false;
    else if (everyone) break;
    else everyone = true;
  }
  const place = <usize>(part - argument(0)) * <usize>all;
  let column = address(FOUND_COLUMN) + (place << 2);
  let value = address(FOUND_VALUE) + (place << 3);
  let found = 0;
  for (let i = 0; i < all; i++) {
    const weight = load<f64>(weights + (<usize>i << 3));
    if (weight == 0) continue;
    store<i32>(column, i);
    store<f64>(value, weight);
    column += 4;
    value += 8;
    found++;
  }
  if (found < all) store<i32>(column, -1);
}
