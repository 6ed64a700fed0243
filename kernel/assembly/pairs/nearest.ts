import { COLUMNS, FOUND_COLUMN, FOUND_VALUE, LENGTHS } from '../../../src/kernel/pairs/layout';
import { addAllProducts, addMetProducts, productsOf } from './products';
import { address, argument, double, word } from './words';

/** What is below the least found by more than rounding need not be divided. */
const SURELY: f64 = 1 - 1e-12;

/** A heap of what was found: the least alike on top, of equal ones the one that comes later. */
let columns: usize = 0;
let values: usize = 0;
let size: i32 = 0;

// @ts-ignore: decorator
@inline
function isWorse(value: f64, column: i32, than: i32): bool {
  const other = load<f64>(values + (<usize>than << 3));
  return value < other || (value == other && column > load<i32>(columns + (<usize>than << 2)));
}

// @ts-ignore: decorator
@inline
function put(at: i32, value: f64, column: i32): void {
  store<f64>(values + (<usize>at << 3), value);
  store<i32>(columns + (<usize>at << 2), column);
}

/** Lets what is to stand at `at` sink to where nothing below is worse. */
function sink(at: i32, value: f64, column: i32): void {
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    const right = child + 1;
    if (right < size && isWorse(load<f64>(values + (<usize>right << 3)), load<i32>(columns + (<usize>right << 2)), child)) child = right;
    const worse = load<f64>(values + (<usize>child << 3));
    const its = load<i32>(columns + (<usize>child << 2));
    if (!(worse < value || (worse == value && its > column))) break;
    put(at, worse, its);
    at = child;
  }
  put(at, value, column);
}

function offer(value: f64, column: i32, most: i32): void {
  if (size < most) {
    put(size++, value, column);
    if (size < most) return;
    for (let at = (size >> 1) - 1; at >= 0; at--)
      sink(at, load<f64>(values + (<usize>at << 3)), load<i32>(columns + (<usize>at << 2)));
  } else if (!isWorse(value, column, 0)) sink(0, value, column);
}

/**
 * Argument 0: how many neighbours at most, 1: the column that stands first among those found, 2: whether products count as they are, and not by lengths.
 * Double 0: what is added to the product of two lengths. Finds the columns that are most like column `part`; what is left empty is −1.
 */
export function nearest(sums: usize, part: i32): void {
  const most = argument(0);
  const raw = argument(2) != 0;
  const shrink = double(0);
  const all = word(COLUMNS);
  const lengths = address(LENGTHS);
  const own = load<f64>(lengths + (<usize>part << 3));
  const place = <usize>(part - argument(1)) * <usize>most;
  columns = address(FOUND_COLUMN) + (place << 2);
  values = address(FOUND_VALUE) + (place << 3);
  size = 0;
  const met = sums + (<usize>all << 3);
  const few = productsOf(part) < <i64>all;
  let count = all;
  if (few) count = addMetProducts(part, sums, met);
  else addAllProducts(part, sums);
  for (let n = 0; n < count; n++) {
    const j = few ? load<i32>(met + (<usize>n << 2)) : n;
    const sum = sums + (<usize>j << 3);
    const both = load<f64>(sum);
    if (both == 0) continue;
    store<f64>(sum, 0);
    if (j == part) continue;
    const length = own * load<f64>(lengths + (<usize>j << 3));
    if (size == most && both * (raw ? length : 1) < SURELY * load<f64>(values) * (length + shrink)) continue;
    const value = raw ? (both * length) / (length + shrink) : both / (length + shrink);
    if (value > 0) offer(value, j, most);
  }
  for (let at = size; at < most; at++) store<i32>(columns + (<usize>at << 2), -1);
}
