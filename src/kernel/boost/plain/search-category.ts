import {
  CAT_L2,
  CAT_SMOOTH,
  MAX_CAT_THRESHOLD,
  MAX_CAT_TO_ONE_HOT,
  MIN_DATA_PER_GROUP,
  MIN_HESSIAN,
  MIN_ROWS_PER_LEAF,
} from '../layout.js';
import { TINY } from '../gain.js';
import { double } from './plain.js';
import { pairGain, record, type Search } from './search.js';

/**
 * Looks for a group of categories whose move to the left beats the best split so far. Bin 0 (missing, rare, unseen) always goes right.
 * Few bins: one category against the rest. Many: categories in the order of gradient / (hessian + smoothing), whose prefixes hold the
 * best group (Fisher, "On grouping for maximum homogeneity", 1958), taken from both ends. Returns whether any group beats the unsplit leaf.
 */
export function searchGroup(search: Search, column: number, cells: number, bins: number): boolean {
  if (bins <= double(search.p, MAX_CAT_TO_ONE_HOT)) return searchOne(search, column, cells, bins);
  const order = orderBins(search, cells, bins);
  const fromLow = searchPrefix(search, column, cells, order);
  const fromHigh = searchPrefix(search, column, cells, order.toReversed());
  return fromLow || fromHigh;
}

const rowsOf = (search: Search, hessian: number): number => Math.floor(hessian * search.rowsPerHessian + 0.5);

function searchOne(search: Search, column: number, cells: number, bins: number): boolean {
  const { p, hessian, rows } = search;
  const [minRows, minHessian] = [double(p, MIN_ROWS_PER_LEAF), double(p, MIN_HESSIAN)];
  let found = false;
  for (let bin = 1; bin < bins; bin++) {
    const [left, leftHessian] = [p.f64[cells + 2 * bin], p.f64[cells + 2 * bin + 1]];
    const count = rowsOf(search, leftHessian);
    if (count < minRows || leftHessian < minHessian || rows - count < minRows || hessian - leftHessian < minHessian) continue;
    const gain = pairGain(search, left, leftHessian, search.rule, 0);
    if (!(gain > search.shift && gain < Infinity)) continue;
    found = true;
    if (gain <= search.best) continue;
    p.i32[search.group] = bin;
    record(search, gain, column, -1, 0, 0, left, leftHessian, 1);
  }
  return found;
}

/** The bins with enough rows in the order of their mean gradient. */
function orderBins(search: Search, cells: number, bins: number): readonly number[] {
  const { f64 } = search.p;
  const smooth = double(search.p, CAT_SMOOTH);
  const key = (bin: number): number => f64[cells + 2 * bin] / (f64[cells + 2 * bin + 1] + (smooth + TINY));
  return Array.from({ length: bins - 1 }, (_, i) => i + 1)
    .filter((bin) => rowsOf(search, f64[cells + 2 * bin + 1]) >= smooth)
    .toSorted((a, b) => key(a) - key(b));
}

/** Tries the groups that begin with `order[0]`: up to half of the listed bins and the most allowed. */
function searchPrefix(search: Search, column: number, cells: number, order: readonly number[]): boolean {
  const { p, hessian, rows, rule } = search;
  const [minRows, minHessian, minGroup] = [double(p, MIN_ROWS_PER_LEAF), double(p, MIN_HESSIAN), double(p, MIN_DATA_PER_GROUP)];
  const groupRule = { ...rule, l2: rule.l2 + double(p, CAT_L2) };
  const most = Math.min(double(p, MAX_CAT_THRESHOLD), (order.length + 1) >> 1);
  let [left, leftHessian, count, inGroup, found] = [0, 0, 0, 0, false];
  for (let i = 0; i < most; i++) {
    const h = p.f64[cells + 2 * order[i] + 1];
    left += p.f64[cells + 2 * order[i]];
    leftHessian += h;
    count += rowsOf(search, h);
    inGroup += rowsOf(search, h);
    if (count < minRows || leftHessian < minHessian) continue;
    if (rows - count < Math.max(minRows, minGroup) || hessian - leftHessian < minHessian) break;
    if (inGroup < minGroup) continue;
    inGroup = 0;
    const gain = pairGain(search, left, leftHessian, groupRule, 0);
    if (!(gain > search.shift && gain < Infinity)) continue;
    found = true;
    if (gain <= search.best) continue;
    p.i32.set(order.slice(0, i + 1), search.group);
    record(search, gain, column, -1, 0, 0, left, leftHessian, i + 1);
  }
  return found;
}
