import { effectiveRows, holding, wilson, type Interval } from '../interval.js';
import { meanIntervals } from '../money/index.js';
import type { Resampling } from '../resample.js';

/** What was promised of some rows and what came of it. Plain JSON. */
export interface Coverage {
  readonly rows: number;
  /** Share of the rows whose truth lay within the interval, or in the set. */
  readonly coverage: Interval;
  /** Regression: mean width of the intervals, in units of the target. */
  readonly width?: Interval;
  /** Classes: mean number of labels in a set. */
  readonly size?: Interval;
  /** Classes: share of the sets that name one label alone. */
  readonly single?: Interval;
}

/** What is known of each row: whether its truth was within, and how wide its interval or how large its set was. */
export interface CoveredRows {
  /** 1 or 0. */
  readonly within: Float64Array;
  readonly width?: Float64Array;
  readonly size?: Float64Array;
  readonly weights?: Float64Array;
}

/**
 * The coverage of some rows with intervals: Wilson's for shares, of whole units by bootstrap when the rows have any; the bootstrap's for widths. No rows: a
 * share of `NaN`, between 0 and 1.
 */
export function coverageOf({ within, width, size, weights }: CoveredRows, resampling: Resampling): Coverage {
  const mean = (values: Float64Array): Interval => meanIntervals([values], weights, resampling)[0];
  const share = (hits: Float64Array): Interval => {
    if (resampling.units && hits.length > 0) return holding(mean(hits), [0, 1]);
    const own = weights ?? new Float64Array(hits.length).fill(1);
    const [sum, total] = hits.reduce(([s, t], hit, i) => [s + own[i] * hit, t + own[i]], [0, 0]);
    const rows = effectiveRows(own);
    return wilson((sum / total) * rows, rows);
  };
  return {
    rows: within.length,
    coverage: share(within),
    ...(width && width.length > 0 ? { width: mean(width) } : {}),
    ...(size && size.length > 0 ? { size: mean(size), single: share(size.map((n) => (n === 1 ? 1 : 0))) } : {}),
  };
}
