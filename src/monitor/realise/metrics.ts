import { metricIntervals, metricsOf, resamplesFor, type Interval, type Metric, type Scored } from '../../evaluate/index.js';

/** Metrics whose outcomes are known, and those that these rows leave undefined, with the reason. */
export interface RealisedMetrics {
  readonly metrics: Readonly<Record<string, Interval>>;
  readonly omitted: Readonly<Record<string, string>>;
}

/** The row visits that a monitor's bootstrap may make: a fifth of what a training allows itself. */
const VISITS = 4e6;

/** Resamples for that many rows: those of a training up to 4,000 rows, then fewer, 60 at least (a standard error to a tenth). */
export const resamplesOf = (rows: number): number => Math.round(Math.min(resamplesFor(rows), Math.max(60, VISITS / Math.max(1, rows))));

/** The metrics of training, under the same names, of rows with outcomes; 95% bootstrap intervals. No rows: none. */
export function realisedMetrics(
  sample: Scored,
  {
    seed,
    metrics = metricsOf(sample.task),
    resamples = resamplesOf(sample.y.length),
  }: { readonly seed: number; readonly metrics?: readonly Metric[]; readonly resamples?: number },
): RealisedMetrics {
  if (sample.y.length === 0) return { metrics: {}, omitted: {} };
  const omitted = Object.fromEntries(
    metrics.flatMap((metric) => {
      const reason = metric.unsuitable?.(sample);
      return reason === undefined ? [] : [[metric.name, reason]];
    }),
  );
  return {
    metrics: metricIntervals(
      metrics.filter(({ name }) => !(name in omitted)),
      sample,
      { seed, resamples },
    ),
    omitted,
  };
}
