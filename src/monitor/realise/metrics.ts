import {
  holding,
  metricIntervals,
  metricsOf,
  metricValue,
  resamplesFor,
  takeScored,
  type Interval,
  type Metric,
  type Scored,
} from '../../evaluate/index.js';
import { sampleRows } from '../window/sample.js';

/** Metrics whose outcomes are known, and those that these rows leave undefined, with the reason. */
export interface RealisedMetrics {
  readonly metrics: Readonly<Record<string, Interval>>;
  readonly omitted: Readonly<Record<string, string>>;
}

/** How metrics are judged. */
export interface RealiseOptions {
  readonly seed: number;
  /** Default: all that a report of the task carries. */
  readonly metrics?: readonly Metric[];
  readonly resamples?: number;
}

/** Rows that intervals are drawn from: their width goes with 1/√rows, so that of more rows is scaled. */
const MOST_ROWS = 10_000;
/** Row visits that a bootstrap may make, a twentieth of what a training allows itself. */
const VISITS = 1e6;

/** Resamples for that many rows: 1000 up to 1,000 rows, then fewer, 60 at least (a standard error to a tenth). */
export const resamplesOf = (rows: number): number => Math.round(Math.min(resamplesFor(rows), Math.max(60, VISITS / Math.max(1, rows))));

/**
 * The metrics of training, under the same names, of rows with outcomes; 95% bootstrap intervals. Of more than 10,000 rows the value is of all,
 * the interval that of 10,000 drawn ones, made as narrow as all make it. No rows: none.
 */
export function realisedMetrics(sample: Scored, options: RealiseOptions): RealisedMetrics {
  const { seed, metrics = metricsOf(sample.task) } = options;
  const rows = sample.y.length;
  if (rows === 0) return { metrics: {}, omitted: {} };
  const omitted = Object.fromEntries(
    metrics.flatMap((metric) => {
      const reason = metric.unsuitable?.(sample);
      return reason === undefined ? [] : [[metric.name, reason]];
    }),
  );
  const told = metrics.filter(({ name }) => !(name in omitted));
  const part = rows > MOST_ROWS ? takeScored(sample, sampleRows(rows, MOST_ROWS, seed)) : sample;
  const { resamples = resamplesOf(part.y.length) } = options;
  const found = metricIntervals(told, part, { seed, resamples });
  return { metrics: rows > MOST_ROWS ? scaled(found, told, sample) : found, omitted };
}

function scaled(found: Readonly<Record<string, Interval>>, metrics: readonly Metric[], sample: Scored): Record<string, Interval> {
  const by = Math.sqrt(MOST_ROWS / sample.y.length);
  return Object.fromEntries(
    metrics
      .filter(({ name }) => name in found)
      .map((metric) => {
        const { value: middle, low, high } = found[metric.name];
        const value = metricValue(metric, sample);
        return [metric.name, holding({ value, low: value - by * (middle - low), high: value + by * (high - middle) }, metric.range)];
      }),
  );
}
