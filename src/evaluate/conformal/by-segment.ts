import { conformalQuantile, leastConformalRows } from './quantile.js';

/** Fewest rows from which a segment has a threshold of its own: of fewer, what the threshold promises depends on the luck of the draw. */
export const LEAST_SEGMENT_ROWS = 50;

/** The threshold of all rows, and one per segment: null where a segment shares that of all rows: it has too few, or a few of them outweigh the rest. */
export interface Thresholds {
  readonly all: number;
  readonly segments: readonly (number | null)[];
}

/** How thresholds are taken. */
export interface ThresholdOptions {
  readonly level: number;
  readonly weights?: Float64Array;
  /** Segments with fewer rows share the threshold of all rows. Absent means {@link LEAST_SEGMENT_ROWS}; never fewer than the level needs. */
  readonly leastRows?: number;
}

/**
 * Conformal quantiles per segment (Mondrian conformal prediction, Vovk et al., 2003): each segment is promised the level by itself, not only all rows
 * together. `segments` numbers each row's (0 … count − 1; −1 is none), so that segments do not overlap. `all` is `Infinity` when there are too few rows.
 */
export function segmentThresholds(
  scores: Float64Array,
  segments: Int32Array | undefined,
  count: number,
  { level, weights, leastRows = LEAST_SEGMENT_ROWS }: ThresholdOptions,
): Thresholds {
  const least = Math.max(leastRows, leastConformalRows(level));
  const rowsOf = rowsBySegment(segments, count);
  return {
    all: conformalQuantile(scores, level, weights),
    segments: Array.from({ length: count }, (_, segment) => {
      const rows = rowsOf[segment];
      if (rows.length < least) return null;
      const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]);
      const own = conformalQuantile(take(scores), level, weights && take(weights));
      return Number.isFinite(own) ? own : null;
    }),
  };
}

/** The rows of each segment, ascending, and last those of none; `segments` as above. O(rows + count). */
export function rowsBySegment(segments: Int32Array | undefined, count: number): readonly Int32Array[] {
  const places = Array.from({ length: count + 1 }, (): number[] => []);
  segments?.forEach((code, row) => places[code < 0 ? count : code].push(row));
  return places.map((rows) => Int32Array.from(rows));
}

/** The threshold of each row by its segment. */
export function thresholdsOf({ all, segments }: Thresholds, codes: Int32Array | undefined, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => (codes ? segments[codes[i]] : undefined) ?? all);
}
