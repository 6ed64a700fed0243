import { COLUMNS, FOUND_COLUMN, FOUND_COUNT, FOUND_EACH, FOUND_STRIDE, FOUND_VALUE, LENGTHS, LIMITS } from '../../../src/kernel/pairs/layout';
import { THREADS } from '../../../src/kernel/threads/layout';
import { addProductsOfOthers, productsOf } from './products';
import { address, argument, double, word } from './words';

/** What is below the least found by more than rounding need not be divided. */
const SURELY: f64 = 1 - 1e-12;

/** Of the thread at work: what was found for each column, in no order, more than are to be kept before the lesser ones are dropped; and how many there are. */
let columns: usize = 0;
let values: usize = 0;
let counts: usize = 0;
/**
 * Per column of all, what a value is surely not found below: 0 while there is room, infinite where none are looked for. One for all threads: whichever writes
 * last has found as many that are no less, so that none is dropped that stands in the end.
 */
let limits: usize = 0;

/** Makes what a thread found what is at work. */
function take(thread: i32): void {
  const each = <usize>word(FOUND_EACH);
  columns = address(FOUND_COLUMN) + (<usize>thread * each * <usize>word(FOUND_STRIDE) << 2);
  values = address(FOUND_VALUE) + (<usize>thread * each * <usize>word(FOUND_STRIDE) << 3);
  counts = address(FOUND_COUNT) + (<usize>thread * each << 2);
  limits = address(LIMITS);
}

// @ts-ignore: decorator
@inline
function columnAt(place: i32): usize {
  return columns + (<usize>place * <usize>word(FOUND_STRIDE) << 2);
}

// @ts-ignore: decorator
@inline
function valueAt(place: i32): usize {
  return values + (<usize>place * <usize>word(FOUND_STRIDE) << 3);
}

/** Whether one found stands before another: it is more alike, or comes first. */
// @ts-ignore: decorator
@inline
function isBefore(value: f64, column: i32, other: f64, its: i32): bool {
  return value > other || (value == other && column < its);
}

// @ts-ignore: decorator
@inline
function put(itsColumns: usize, itsValues: usize, at: i32, column: i32, value: f64): void {
  store<i32>(itsColumns + (<usize>at << 2), column);
  store<f64>(itsValues + (<usize>at << 3), value);
}

/** Brings the `most` that stand before the others to the front, the last of them at the end of those (quickselect, Hoare 1961). */
function select(itsColumns: usize, itsValues: usize, size: i32, most: i32): void {
  const wanted = most - 1;
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const middle = <usize>((low + high) >> 1);
    const value = load<f64>(itsValues + (middle << 3));
    const column = load<i32>(itsColumns + (middle << 2));
    let i = low;
    let j = high;
    while (i <= j) {
      while (isBefore(load<f64>(itsValues + (<usize>i << 3)), load<i32>(itsColumns + (<usize>i << 2)), value, column)) i++;
      while (isBefore(value, column, load<f64>(itsValues + (<usize>j << 3)), load<i32>(itsColumns + (<usize>j << 2)))) j--;
      if (i > j) break;
      const one = load<f64>(itsValues + (<usize>i << 3));
      const its = load<i32>(itsColumns + (<usize>i << 2));
      put(itsColumns, itsValues, i++, load<i32>(itsColumns + (<usize>j << 2)), load<f64>(itsValues + (<usize>j << 3)));
      put(itsColumns, itsValues, j--, its, one);
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else return;
  }
}

/** Keeps the `most` most alike of what was found for the column at `place`. */
function keepMost(place: i32): void {
  const most = argument(0);
  const count = counts + (<usize>place << 2);
  if (load<i32>(count) < most) return;
  select(columnAt(place), valueAt(place), load<i32>(count), most);
  store<i32>(count, most);
  const limit = limits + (<usize>(place + argument(1)) << 3);
  store<f64>(limit, max(load<f64>(limit), SURELY * load<f64>(valueAt(place) + (<usize>(most - 1) << 3))));
}

/** Offers `column` as a neighbour of `to`, one of those that are looked at. */
function offer(to: i32, value: f64, column: i32): void {
  const place = to - argument(1);
  const count = counts + (<usize>place << 2);
  const size = load<i32>(count);
  put(columnAt(place), valueAt(place), size, column, value);
  store<i32>(count, size + 1);
  if (size + 1 == word(FOUND_STRIDE)) keepMost(place);
}

/** Offers two columns to each other, where they are looked at. */
function offerBoth(i: i32, j: i32, both: f64): void {
  if (both == 0) return;
  const lengths = address(LENGTHS);
  const length = load<f64>(lengths + (<usize>i << 3)) * load<f64>(lengths + (<usize>j << 3));
  const over = length + double(0);
  const value = argument(3) == 0 ? both / over : (both * length) / over;
  if (!(value > 0)) return;
  if (value > load<f64>(limits + (<usize>i << 3))) offer(i, value, j);
  if (value > load<f64>(limits + (<usize>j << 3))) offer(j, value, i);
}

/** Looks through the sums of column `part` with columns `from` to `until`, and clears them. */
function lookThrough(sums: usize, part: i32, from: i32, until: i32): void {
  const raw = argument(3) != 0;
  const lengths = address(LENGTHS);
  const own = f64x2.splat(load<f64>(lengths + (<usize>part << 3)));
  const shrink = f64x2.splat(double(0));
  const none = f64x2.splat(0);
  let limit = v128.load_splat<f64>(limits + (<usize>part << 3));
  let j = from;
  for (; j + 1 < until; j += 2) {
    const at = <usize>j << 3;
    const both = v128.load(sums + at);
    const length = f64x2.mul(own, v128.load(lengths + at));
    const least = f64x2.mul(f64x2.pmin(limit, v128.load(limits + at)), f64x2.add(length, shrink));
    v128.store(sums + at, none);
    const says = raw ? f64x2.mul(both, length) : both;
    const which = i64x2.bitmask(v128.and(f64x2.ge(says, least), f64x2.gt(both, none)));
    if (which == 0) continue;
    if (which & 1) offerBoth(part, j, f64x2.extract_lane(both, 0));
    if (which & 2) offerBoth(part, j + 1, f64x2.extract_lane(both, 1));
    limit = v128.load_splat<f64>(limits + (<usize>part << 3));
  }
  if (j < until) {
    offerBoth(part, j, load<f64>(sums + (<usize>j << 3)));
    store<f64>(sums + (<usize>j << 3), 0);
  }
}

/**
 * Argument 0: how many neighbours at most, 1: the first of the columns that are looked at, 2: the first after them, 3: whether products count as they are, and
 * not by lengths. Double 0: what is added to the product of two lengths. Offers column `part` and each column that comes later, or before those that are
 * looked at, to each other: so every two columns meet once.
 */
export function nearest(thread: i32, sums: usize, part: i32): void {
  take(thread);
  const all = word(COLUMNS);
  const first = argument(1);
  const met = sums + (<usize>all << 3);
  if (productsOf(part) >= <i64>all) {
    addProductsOfOthers(part, first, sums, met, false);
    lookThrough(sums, part, 0, first);
    lookThrough(sums, part, part + 1, all);
    return;
  }
  const count = addProductsOfOthers(part, first, sums, met, true);
  for (let n = 0; n < count; n++) {
    const j = load<i32>(met + (<usize>n << 2));
    offerBoth(part, j, load<f64>(sums + (<usize>j << 3)));
    store<f64>(sums + (<usize>j << 3), 0);
  }
}

/** Lets what is to stand at `at` sink to where nothing below comes later. */
function sinkLate(heapColumns: usize, heapValues: usize, size: i32, at: i32, column: i32, value: f64): void {
  for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
    let its = load<i32>(heapColumns + (<usize>child << 2));
    if (child + 1 < size && load<i32>(heapColumns + (<usize>child << 2), 4) > its) its = load<i32>(heapColumns + (<usize>++child << 2));
    if (its < column) break;
    put(heapColumns, heapValues, at, its, load<f64>(heapValues + (<usize>child << 3)));
    at = child;
  }
  put(heapColumns, heapValues, at, column, value);
}

/** Sorts what was found by its columns, in its place (heapsort). */
function sort(itsColumns: usize, itsValues: usize, size: i32): void {
  for (let at = (size >> 1) - 1; at >= 0; at--)
    sinkLate(itsColumns, itsValues, size, at, load<i32>(itsColumns + (<usize>at << 2)), load<f64>(itsValues + (<usize>at << 3)));
  for (let last = size - 1; last > 0; last--) {
    const column = load<i32>(itsColumns + (<usize>last << 2));
    const value = load<f64>(itsValues + (<usize>last << 3));
    put(itsColumns, itsValues, last, load<i32>(itsColumns), load<f64>(itsValues));
    sinkLate(itsColumns, itsValues, last, 0, column, value);
  }
}

/** With the arguments of {@link nearest}: puts what all threads found for column `part` together, in the order of the columns; what is left empty is −1. */
export function gather(part: i32): void {
  const most = argument(0);
  const place = part - argument(1);
  for (let thread = 1; thread < word(THREADS); thread++) {
    take(thread);
    const size = load<i32>(counts + (<usize>place << 2));
    const itsColumns = columnAt(place);
    const itsValues = valueAt(place);
    take(0);
    for (let at: usize = 0; at < <usize>size; at++) offer(part, load<f64>(itsValues + (at << 3)), load<i32>(itsColumns + (at << 2)));
  }
  take(0);
  keepMost(place);
  const size = load<i32>(counts + (<usize>place << 2));
  sort(columnAt(place), valueAt(place), size);
  for (let at = size; at < most; at++) store<i32>(columnAt(place) + (<usize>at << 2), -1);
}
