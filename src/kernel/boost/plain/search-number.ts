import { pairGain, record, type Search } from './search.js';

interface Threshold {
  readonly bin: number;
  readonly gain: number;
  readonly left: number;
  readonly leftHessian: number;
}

/**
 * Looks for a threshold that beats the best split so far. The cells are doubles, gradient and hessian in turn; missing values, whose
 * cell follows the `bins` known ones, are tried on both sides. Returns whether any threshold beats the unsplit leaf.
 */
export function searchThreshold(search: Search, column: number, cells: number, bins: number, missing: boolean, direction: number): boolean {
  const { f64 } = search.p;
  const [extra, extraHessian] = missing ? [f64[cells + 2 * bins], f64[cells + 2 * bins + 1]] : [0, 0];
  const seen = missing && (extraHessian > 0 || extra !== 0);
  const withMissing = bins > 1 ? scan(search, cells, bins - 1, extra, extraHessian, true, direction) : undefined;
  take(search, column, withMissing, true, seen);
  const without = seen ? scan(search, cells, bins, 0, 0, false, direction) : undefined;
  take(search, column, without, false, true);
  return withMissing !== undefined || without !== undefined;
}

/** The best of all thresholds: of equal gains the last when `lastWins`, else the first. */
function scan(
  search: Search,
  cells: number,
  bins: number,
  extra: number,
  extraHessian: number,
  lastWins: boolean,
  direction: number,
): Threshold | undefined {
  const { f64 } = search.p;
  let [left, leftHessian] = [extra, extraHessian];
  let best: Threshold | undefined;
  for (let bin = 0; bin < bins; bin++) {
    left += f64[cells + 2 * bin];
    leftHessian += f64[cells + 2 * bin + 1];
    if (leftHessian < search.leastHessian || search.hessian - leftHessian < search.leastHessian) continue;
    const gain = pairGain(search, left, leftHessian, search.rule, direction);
    if (!(gain > search.shift && gain < Infinity)) continue;
    if (best === undefined || gain > best.gain || (lastWins && gain === best.gain)) best = { bin, gain, left, leftHessian };
  }
  return best;
}

function take(search: Search, column: number, found: Threshold | undefined, missingLeft: boolean, missingSeen: boolean): void {
  if (found === undefined || found.gain <= search.best) return;
  record(search, found.gain, column, found.bin, Number(missingLeft), Number(missingSeen), found.left, found.leftHessian, 0);
}
