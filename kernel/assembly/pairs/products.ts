import { COLUMN_LINE, COLUMN_START, COLUMN_VALUE, LINE_COLUMN, LINE_START, LINE_VALUE } from '../../../src/kernel/pairs/layout';
import { address } from './words';

/** Adds the products of column `column` with the columns up to `last` to the doubles at `sums`, line by line. */
export function addProducts(column: i32, last: i32, sums: usize): void {
  const lineStart = address(LINE_START);
  const lineColumn = address(LINE_COLUMN);
  const lineValue = address(LINE_VALUE);
  const columnLine = address(COLUMN_LINE);
  const columnValue = address(COLUMN_VALUE);
  const range = address(COLUMN_START) + (<usize>column << 2);
  const end = load<i32>(range, 4);
  for (let e = load<i32>(range); e < end; e++) {
    const line = lineStart + (<usize>load<i32>(columnLine + (<usize>e << 2)) << 2);
    const value = load<f64>(columnValue + (<usize>e << 3));
    let at = lineColumn + (<usize>load<i32>(line) << 2);
    let other = lineValue + (<usize>load<i32>(line) << 3);
    for (const until = lineColumn + (<usize>load<i32>(line, 4) << 2); at < until; at += 4) {
      const j = load<i32>(at);
      if (j > last) break;
      const sum = sums + (<usize>j << 3);
      store<f64>(sum, load<f64>(sum) + value * load<f64>(other));
      other += 8;
    }
  }
}

// @ts-ignore: decorator
@inline
function add(sums: usize, j: i32, product: f64, met: usize, listing: bool): usize {
  const sum = sums + (<usize>j << 3);
  const before = load<f64>(sum);
  store<f64>(sum, before + product);
  if (!listing || before != 0 || !(product > 0)) return met;
  store<i32>(met, j);
  return met + 4;
}

/**
 * Adds the products of column `column` with the columns before `first`, and with those after itself, to the doubles at `sums`, line by line. From the end of a
 * line backwards, so that it need not be known where in it the column stands. With `listing`, lists at `met` those that there are, some of them twice perhaps;
 * gives the length of the list.
 */
// @ts-ignore: decorator
@inline
export function addProductsOfOthers(column: i32, first: i32, sums: usize, met: usize, listing: bool): i32 {
  const lineStart = address(LINE_START);
  const lineColumn = address(LINE_COLUMN);
  const lineValue = address(LINE_VALUE);
  const list = met;
  const range = address(COLUMN_START) + (<usize>column << 2);
  let line = address(COLUMN_LINE) + (<usize>load<i32>(range) << 2);
  let value = address(COLUMN_VALUE) + (<usize>load<i32>(range) << 3);
  for (const end = address(COLUMN_LINE) + (<usize>load<i32>(range, 4) << 2); line < end; line += 4) {
    const its = lineStart + (<usize>load<i32>(line) << 2);
    const times = load<f64>(value);
    value += 8;
    let at = lineColumn + (<usize>load<i32>(its, 4) << 2) - 4;
    let other = lineValue + (<usize>load<i32>(its, 4) << 3) - 8;
    for (let j = load<i32>(at); j > column; j = load<i32>(at)) {
      met = add(sums, j, times * load<f64>(other), met, listing);
      at -= 4;
      other -= 8;
    }
    if (first == 0) continue;
    at = lineColumn + (<usize>load<i32>(its) << 2);
    other = lineValue + (<usize>load<i32>(its) << 3);
    for (let j = load<i32>(at); j < first; j = load<i32>(at)) {
      met = add(sums, j, times * load<f64>(other), met, listing);
      at += 4;
      other += 8;
    }
  }
  return <i32>((met - list) >> 2);
}

/** How many products there are of a column with all others. */
export function productsOf(column: i32): i64 {
  const lineStart = address(LINE_START);
  const columnLine = address(COLUMN_LINE);
  const range = address(COLUMN_START) + (<usize>column << 2);
  const end = load<i32>(range, 4);
  let products: i64 = 0;
  for (let e = load<i32>(range); e < end; e++) {
    const line = lineStart + (<usize>load<i32>(columnLine + (<usize>e << 2)) << 2);
    products += <i64>(load<i32>(line, 4) - load<i32>(line));
  }
  return products;
}
