import type { Views } from '../../threads/views.js';
import { COLUMNS, FOUND_COLUMN, FOUND_STRIDE, FOUND_VALUE, LENGTHS, SCRATCH } from '../layout.js';
import { addProducts } from './gram.js';
import { address, argument, double, word } from './words.js';

/**
 * Argument 0: how many neighbours at most, 1: the column that stands first among those found, 3: whether products count as they are, and not by lengths.
 * Double 0: what is added to the product of two lengths. Finds the columns that are most like column `part`, in their order; what is left empty is −1.
 */
export function nearest(views: Views, part: number): void {
  const { i32, f64 } = views;
  const [most, all, shrink] = [argument(views, 0), word(views, COLUMNS), double(views, 0)];
  const lengths = address(views, LENGTHS) >>> 3;
  const from = address(views, SCRATCH) >>> 3;
  const sums = f64.subarray(from, from + all).fill(0);
  addProducts(views, part, all, sums);
  const found: (readonly [number, number])[] = [];
  sums.forEach((both, j) => {
    const length = f64[lengths + part] * f64[lengths + j];
    const value = argument(views, 3) === 0 ? both / (length + shrink) : (both * length) / (length + shrink);
    if (j !== part && value > 0) found.push([value, j]);
  });
  const best = found
    .toSorted((a, b) => b[0] - a[0] || a[1] - b[1])
    .slice(0, most)
    .toSorted((a, b) => a[1] - b[1]);
  const place = (part - argument(views, 1)) * word(views, FOUND_STRIDE);
  for (let at = 0; at < most; at++) {
    i32[(address(views, FOUND_COLUMN) >>> 2) + place + at] = best[at]?.[1] ?? -1;
    f64[(address(views, FOUND_VALUE) >>> 3) + place + at] = best[at]?.[0] ?? 0;
  }
}
