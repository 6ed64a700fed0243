import { freeGain, isCapped } from '../gain.js';
import { pairGain, record, sidesOf, type Search } from './search.js';

/** What a scan goes over: cells are doubles, gradient and hessian in turn. */
interface Slice {
  readonly cells: number;
  readonly bins: number;
  /** Sums that are left from the beginning: those of missing values. */
  readonly extra: number;
  readonly extraHessian: number;
  /** Of equal gains the last wins, else the first. */
  readonly lastWins: boolean;
  readonly direction: number;
}

interface Threshold {
  readonly bin: number;
  readonly gain: number;
  readonly left: number;
  readonly leftHessian: number;
}

/**
 * Looks for a threshold that beats the best split so far. Missing values, whose cell follows the `bins` known ones, are tried on both
 * sides. Returns whether any threshold beats the unsplit leaf.
 */
export function searchThreshold(search: Search, column: number, cells: number, bins: number, missing: boolean, direction: number): boolean {
  const { f64 } = search.p;
  const [extra, extraHessian] = missing ? [f64[cells + 2 * bins], f64[cells + 2 * bins + 1]] : [0, 0];
  const seen = missing && (extraHessian > 0 || extra !== 0);
  const withMissing = { cells, bins: bins - 1, extra, extraHessian, lastWins: true, direction };
  const without = { cells, bins, extra: 0, extraHessian: 0, lastWins: false, direction };
  const found = bins > 1 && scan(search, column, withMissing, seen);
  return (seen && scan(search, column, without, seen)) || found;
}

/**
 * Takes the best threshold when it beats the best split so far. Ranges only lower gains, so that where the best of the free gains keeps
 * to its range no other has to be looked at.
 */
function scan(search: Search, column: number, slice: Slice, seen: boolean): boolean {
  const { rule, bounded } = search;
  const narrow = (left: number, leftHessian: number): number => {
    const gain = pairGain(search, left, leftHessian, rule, slice.direction);
    return gain < Infinity ? gain : 0;
  };
  if (bounded || rule.l1 > 0) return take(search, column, slice, bestOf(search, slice, narrow), seen);
  const free = bestOf(search, slice, (left, leftHessian) => freeGain(sidesOf(search, left, leftHessian), rule));
  if (free === undefined || free.gain <= search.best) return free !== undefined;
  const isFree = free.gain < Infinity && !isCapped(sidesOf(search, free.left, free.leftHessian), rule);
  return take(search, column, slice, isFree ? free : bestOf(search, slice, narrow), seen);
}

function bestOf(
  search: Search,
  { cells, bins, extra, extraHessian, lastWins }: Slice,
  gainOf: (left: number, leftHessian: number) => number,
): Threshold | undefined {
  const { f64 } = search.p;
  const most = search.hessian - search.leastHessian;
  let [left, leftHessian] = [extra, extraHessian];
  let best: Threshold | undefined;
  for (let bin = 0; bin < bins; bin++) {
    left += f64[cells + 2 * bin];
    leftHessian += f64[cells + 2 * bin + 1];
    if (leftHessian < search.leastHessian || leftHessian > most) continue;
    const gain = gainOf(left, leftHessian);
    if (!(gain > search.shift)) continue;
    if (best === undefined || gain > best.gain || (lastWins && gain === best.gain)) best = { bin, gain, left, leftHessian };
  }
  return best;
}

function take(search: Search, column: number, { lastWins }: Slice, found: Threshold | undefined, seen: boolean): boolean {
  if (found === undefined) return false;
  if (found.gain > search.best) {
    record(search, found.gain, column, found.bin, Number(lastWins), Number(seen), found.left, found.leftHessian, 0);
  }
  return true;
}

/** The one threshold of a bundle's member, whose second bin is the cell: it goes right. */
export function searchMember(search: Search, column: number, cell: number, direction: number): boolean {
  const { f64 } = search.p;
  const [left, leftHessian] = [search.gradient - f64[cell], search.hessian - f64[cell + 1]];
  if (leftHessian < search.leastHessian || leftHessian > search.hessian - search.leastHessian) return false;
  const gain = pairGain(search, left, leftHessian, search.rule, direction);
  if (!(gain > search.shift && gain < Infinity)) return false;
  if (gain > search.best) record(search, gain, column, 0, 1, 0, left, leftHessian, 0);
  return true;
}
