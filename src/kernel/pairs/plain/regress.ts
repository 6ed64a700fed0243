import type { Views } from '../../threads/views.js';
import { COLUMNS, FOUND_COLUMN, FOUND_VALUE } from '../layout.js';
import { address, argument, double, entry, word } from './words.js';

/**
 * Argument 0: the column that stands first among those found, 1: the most rounds. Doubles: l1, l2, and the step below which a weight stands. What all other
 * columns say for column `part`: not negative, by coordinate descent, first over all columns, then over those that say something until they stand, and so on until
 * none begins to. The columns and their weights, then −1.
 */
export function regress(views: Views, part: number): void {
  const all = word(views, COLUMNS);
  const line = (i: number): Float32Array => views.f32.subarray(entry(views, i, 0), entry(views, i, all));
  const [l1, l2, least] = [0, 1, 2].map((index) => double(views, index));
  const [left, weights] = [Float64Array.from(line(part)), new Float64Array(all)];
  let everyone = true;
  for (let round = argument(views, 1); round > 0; round--) {
    let longest = 0;
    for (let i = 0; i < all; i++) {
      const before = weights[i];
      const square = line(i)[i];
      if (i === part || square === 0 || (before === 0 && (!everyone || left[i] <= l1))) continue;
      weights[i] = Math.max((left[i] + square * before - l1) / (square + l2), 0);
      const step = weights[i] - before;
      if (step !== 0) line(i).forEach((value, k) => (left[k] -= step * value));
      longest = Math.max(longest, Math.abs(step));
    }
    if (longest > least) everyone = false;
    else if (everyone) break;
    else everyone = true;
  }
  const place = (part - argument(views, 0)) * all;
  const found = Array.from(weights.keys()).filter((i) => weights[i] !== 0);
  views.i32.set(found.length < all ? [...found, -1] : found, (address(views, FOUND_COLUMN) >>> 2) + place);
  views.f64.set(
    found.map((i) => weights[i]),
    (address(views, FOUND_VALUE) >>> 3) + place,
  );
}
