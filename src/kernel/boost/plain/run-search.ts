import {
  BOUNDED,
  CATEGORY,
  CHILD,
  CHILD_DOUBLES,
  CUTS,
  DOUBLES,
  GROUPS,
  HISTOGRAM_BYTES,
  L1,
  L2,
  MEMBER,
  MOST_GROUPED,
  NUMBER_WITH_MISSING,
  OPEN,
  RESULTS,
  RESULT_BYTES,
  SLOTS,
  WIDTH,
} from '../layout.js';
import { columnOf } from './column.js';
import { settle } from './histogram.js';
import { argument, double, word, type Plain } from './plain.js';
import type { Search } from './search.js';
import { searchGroup } from './search-category.js';
import { searchMember, searchThreshold } from './search-number.js';

/** Settles the summed histogram and looks for the best split of each child in the thread's columns. */
export function runSearch(p: Plain, thread: number): void {
  const cuts = (word(p, CUTS) >> 2) + thread;
  const [first, last] = [p.i32[cuts], p.i32[cuts + 1]];
  const bytes = word(p, HISTOGRAM_BYTES);
  if (first < last) {
    const until = last < word(p, WIDTH) ? columnOf(p, last).ownCell : bytes;
    settle(p, argument(p, 0), argument(p, 1), columnOf(p, first).ownCell, until);
  }
  for (const child of [0, 1]) {
    const leaf = argument(p, 2 + 2 * child);
    if (leaf < 0) continue;
    const search = beginSearch(p, thread, child);
    const histogram = (word(p, SLOTS) + argument(p, 3 + 2 * child) * bytes) >> 3;
    for (let j = first; j < last; j++) searchColumn(search, j, word(p, OPEN) + leaf * word(p, WIDTH) + j, histogram);
  }
}

function beginSearch(p: Plain, thread: number, child: number): Search {
  const at = (DOUBLES >> 3) + CHILD + child * CHILD_DOUBLES;
  const [gradient, hessian, rows, low, high, leastHessian, shift] = p.f64.subarray(at, at + CHILD_DOUBLES);
  const result = (word(p, RESULTS) + (thread * 2 + child) * RESULT_BYTES) >> 3;
  p.f64[result] = shift;
  return {
    p,
    gradient,
    hessian,
    rows,
    rowsPerHessian: rows / hessian,
    leastHessian,
    shift,
    rule: { l1: double(p, L1), l2: double(p, L2), low, high },
    bounded: double(p, BOUNDED) !== 0,
    best: shift,
    result,
    group: (word(p, GROUPS) + (thread * 2 + child) * word(p, MOST_GROUPED) * 4) >> 2,
  };
}

function searchColumn(search: Search, index: number, open: number, histogram: number): void {
  const { p } = search;
  if (p.u8[open] === 0) return;
  const { firstCell, bins, kind, direction } = columnOf(p, index);
  const cells = histogram + (firstCell >> 3);
  p.u8[open] = Number(found());
  function found(): boolean {
    if (kind === CATEGORY) return searchGroup(search, index, cells, bins);
    if (kind === MEMBER) return searchMember(search, index, cells, direction);
    return searchThreshold(search, index, cells, bins, kind === NUMBER_WITH_MISSING, direction);
  }
}
