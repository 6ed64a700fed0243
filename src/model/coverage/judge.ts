import { coverageOf, rowsBySegment, unitsOfGroups, type Coverage } from '../../evaluate/index.js';
import { allRows, pick } from '../rows.js';
import type { Promised } from './promise.js';
import type { ServedCoverage } from './served.js';

/** The coverage of one segment. */
export interface SegmentCoverage extends Coverage {
  readonly name: string;
  /** It has a threshold of its own; others share that of all rows, for too few rows of them were learned from. */
  readonly own: boolean;
}

/** What was promised, and what came of it on rows with a known truth. Plain JSON. */
export interface JudgedCoverage extends Coverage {
  readonly level: number;
  readonly method: ServedCoverage['method'];
  /** Where rows are told apart: each segment that there are rows of, and the rest. */
  readonly segments: readonly SegmentCoverage[];
}

/** Rows with a known truth. */
export interface TruthRows {
  readonly y: Float64Array;
  readonly segments: Int32Array | undefined;
  readonly weights?: Float64Array | undefined;
  /** Rows of one group are alike, and so counted as one; −1 is a group of its own. */
  readonly groups?: Int32Array | undefined;
  readonly seed: number;
}

/** What the rows without a named segment are called. */
const OTHERS = 'all others';

/** Whether the truth of each row is within, how wide that is, and how often it happened, for all rows and each segment. */
export function judgeCoverage(
  { level, method, by, thresholds }: Pick<ServedCoverage, 'level' | 'method' | 'by' | 'thresholds'>,
  said: Promised,
  { y, segments, weights, groups, seed }: TruthRows,
): JudgedCoverage {
  const { within, width, size } = measured(said, y);
  const of = (rows: Int32Array): Coverage => {
    const own = {
      within: pick(within, rows),
      ...(width ? { width: pick(width, rows) } : {}),
      ...(size ? { size: pick(size, rows) } : {}),
      ...(weights ? { weights: pick(weights, rows) } : {}),
    };
    return coverageOf(own, { seed, ...(groups ? { units: unitsOfGroups(pick(groups, rows)) } : {}) });
  };
  const rowsOf = rowsBySegment(segments, by?.names.length ?? 0);
  const named = by ? [...by.names, OTHERS].map((name, code) => ({ name, rows: rowsOf[code], threshold: thresholds.segments[code] })) : [];
  return {
    level,
    method,
    ...of(allRows(y.length)),
    segments: named.flatMap(({ name, rows, threshold }) =>
      rows.length === 0 ? [] : [{ name, own: typeof threshold === 'number', ...of(rows) }],
    ),
  };
}

interface Measured {
  readonly within: Float64Array;
  readonly width?: Float64Array;
  readonly size?: Float64Array;
}

function measured(said: Promised, y: Float64Array): Measured {
  if (said.kind === 'intervals') {
    const { low, high } = said.bounds;
    return { within: y.map((v, i) => (low[i] <= v && v <= high[i] ? 1 : 0)), width: high.map((end, i) => end - low[i]) };
  }
  const labels = said.sets.length / y.length;
  const sizeOf = (i: number): number => said.sets.subarray(i * labels, (i + 1) * labels).reduce((sum, one) => sum + one, 0);
  return { within: y.map((truth, i) => said.sets[i * labels + truth]), size: y.map((_, i) => sizeOf(i)) };
}
