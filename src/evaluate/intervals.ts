import { effectiveRows, holding, LEVEL, normalQuantile, quantileOf, wilson, type Interval } from './interval.js';
import { gain, metricValue, rankAscending, type Metric } from './metrics/index.js';
import { forEachResample, type Resampling } from './resample.js';
import { takeScored, weightsOf, type Scored } from './scored.js';

/** How intervals are drawn: seed, units, resamples and level. */
export interface IntervalOptions extends Resampling {
  /** Share of repeated samples whose interval would hold the true figure. Absent means 0.95. */
  readonly level?: number;
}

/**
 * The metrics of a sample with bootstrap intervals, by name; a metric that is undefined on the sample is left out.
 *
 * Rows are drawn with replacement (whole units when `units` says so) and every metric is computed on the same draws. Up to
 * 20,000 rows the ends are percentiles of 1000 resamples; then of fewer (see `resamplesFor`), and below 400 value ± z standard errors.
 * Shares of rows (accuracy) have Wilson's interval, and a perfect score on few rows, which no resample would ever doubt, is
 * widened by the rule of three. The value always lies within its interval. Time: 10,000 rows, 11 metrics, well below a second.
 *
 * ```ts
 * const { auc } = metricIntervals(metricsOf('binary'), sample, { seed: 7 });
 * `${auc.value} (${auc.low} … ${auc.high})`;
 * ```
 */
export function metricIntervals(metrics: readonly Metric[], sample: Scored, options: IntervalOptions): Record<string, Interval> {
  const order = rowsByScore(sample);
  const sorted = takeScored(sample, order);
  const own = weightsOf(sorted);
  const ready = metrics
    .map((metric) => ({ metric, value: metricValue(metric, sample), weigh: metric.prepare(sorted), draws: [] as number[] }))
    .filter((r) => Number.isFinite(r.value));
  const drawn = ready.filter((r) => !closedForm(r.metric, options));
  const resampling = options.units ? { ...options, units: Int32Array.from(order, (row) => options.units![row]) } : options;
  if (drawn.length > 0) forEachResample(own, resampling, (weights) => drawn.forEach((r) => r.draws.push(r.weigh(weights))));
  return Object.fromEntries(
    ready.map(({ metric, value, draws }) => {
      if (closedForm(metric, options)) return [metric.name, shareInterval(value, own, options.level)];
      return [metric.name, widened(holding(intervalOfDraws(value, draws, options.level), metric.range), metric, sample, options.level)];
    }),
  );
}

/**
 * How much better `a` is than `b` on the same rows, in the metric's units: **positive is better**, whether the metric is to
 * rise or to fall. Both are computed on the same resamples, so what makes rows hard for both cancels out: far narrower than
 * two separate intervals. A gate passes when `low ≥ −tolerance`. `NaN` when either is undefined.
 */
export function pairedInterval(metric: Metric, a: Scored, b: Scored, options: IntervalOptions): Interval {
  const own = weightsOf(a);
  const [weighA, weighB] = [metric.prepare(a), metric.prepare(b)];
  const value = gain(metric, weighA(own), weighB(own));
  const draws: number[] = [];
  forEachResample(own, options, (weights) => draws.push(gain(metric, weighA(weights), weighB(weights))));
  return holding(intervalOfDraws(value, draws, options.level));
}

/** Draws from which percentiles are taken; of fewer only the spread is trusted. */
const PERCENTILE_DRAWS = 400;

/**
 * The interval of a figure from its bootstrap draws; draws on which it is undefined do not count. Percentiles of 400 draws or
 * more, else the normal interval around the value. No defined draw: infinite ends.
 */
export function intervalOfDraws(value: number, draws: readonly number[], level: number = LEVEL): Interval {
  const known = Float64Array.from(draws.filter(Number.isFinite)).toSorted();
  if (known.length === 0) return { value, low: -Infinity, high: Infinity };
  if (draws.length >= PERCENTILE_DRAWS) return { value, low: quantileOf(known, (1 - level) / 2), high: quantileOf(known, (1 + level) / 2) };
  const half = normalQuantile((1 + level) / 2) * spreadOf(known);
  return { value, low: value - half, high: value + half };
}

/** Standard deviation of a list (n − 1); 0 below two. */
export function spreadOf(values: ArrayLike<number>): number {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i] / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return n < 2 ? 0 : Math.sqrt(squares / (n - 1));
}

/**
 * Rows by score (multiclass: as they are). Metrics that rank then walk memory in order on every resample, which makes
 * 200,000 rows five times as fast.
 */
export function rowsByScore({ task, y, scores }: Scored): Int32Array {
  return task === 'multiclass' ? Int32Array.from(y, (_, i) => i) : rankAscending(scores).order;
}

function closedForm(metric: Metric, { units }: IntervalOptions): boolean {
  return metric.share === true && units === undefined;
}

function shareInterval(value: number, weights: Float64Array, level?: number): Interval {
  const rows = effectiveRows(weights);
  return holding({ ...wilson(value * rows, rows, level), value });
}

/**
 * A perfect score has resamples that are all perfect. Seeing no failure in n rows, a failure rate up to 1 − (1 − level)^(1/n),
 * about 3/n, cannot be excluded: the interval reaches that far. n is the number of rows of the rarest class.
 */
function widened(interval: Interval, metric: Metric, sample: Scored, level: number = LEVEL): Interval {
  const perfect = metric.better === 'higher' && interval.value === metric.range[1] && interval.low === interval.high;
  if (!perfect || sample.task === 'regression') return interval;
  const counts = new Map<number, number>();
  for (const k of sample.y) counts.set(k, (counts.get(k) ?? 0) + 1);
  const fewest = [...counts.values()].reduce((least, c) => Math.min(least, c), Infinity);
  return { ...interval, low: interval.value - (1 - (1 - level) ** (1 / fewest)) };
}
