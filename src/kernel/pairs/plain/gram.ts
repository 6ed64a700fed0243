import type { Views } from '../../threads/views.js';
import { COLUMN_LINE, COLUMN_START, COLUMN_VALUE, LINE_COLUMN, LINE_START, LINE_VALUE, SCRATCH } from '../layout.js';
import { address, double, entry } from './words.js';

/** Adds the products of column `column` with the columns up to `last` to the sums, line by line. */
export function addProducts(views: Views, column: number, last: number, sums: Float64Array): void {
  const { i32, f64 } = views;
  const [lineStart, lineColumn, columnStart, columnLine] = [LINE_START, LINE_COLUMN, COLUMN_START, COLUMN_LINE].map(
    (index) => address(views, index) >>> 2,
  );
  const [lineValue, columnValue] = [LINE_VALUE, COLUMN_VALUE].map((index) => address(views, index) >>> 3);
  for (let e = i32[columnStart + column]; e < i32[columnStart + column + 1]; e++) {
    const line = i32[columnLine + e];
    const value = f64[columnValue + e];
    for (let f = i32[lineStart + line]; f < i32[lineStart + line + 1] && i32[lineColumn + f] <= last; f++)
      sums[i32[lineColumn + f]] += value * f64[lineValue + f];
  }
}

/** Double 0: what is added to the diagonal. Writes line `part` of the products of all columns, up to the diagonal. */
export function gram(views: Views, part: number): void {
  const from = address(views, SCRATCH) >>> 3;
  const sums = views.f64.subarray(from, from + part + 1).fill(0);
  addProducts(views, part, part, sums);
  sums[part] += double(views, 0);
  views.f32.set(sums, entry(views, part, 0));
}
