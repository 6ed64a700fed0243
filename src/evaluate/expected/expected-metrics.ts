import { random } from '../../core/index.js';
import { holding, LEVEL, normalQuantile, type Interval } from '../interval.js';
import { metricsOf, metricValue, type Metric } from '../metrics/index.js';
import { chanceOf, expectedSample, labelsOf, rowsOf, takeAnswered, type Answered } from './expected-sample.js';

/** How much work goes into a band. */
export interface BandOptions {
  readonly seed: number;
  /** Windows that are drawn; default 200. */
  readonly draws?: number;
  /** Rows of each: the width of a band goes with 1/√rows, so it is scaled to all rows; default 3000. */
  readonly rows?: number;
}

/** What is estimated, and how sure the reference is of itself. */
export interface ExpectedOptions extends BandOptions {
  readonly metrics?: readonly Metric[];
  /** By metric, the standard error of the same metric on the rows that probabilities were checked on; it widens the band. */
  readonly referenceErrors?: Readonly<Record<string, number>>;
}

const BAND_ROWS = 3000;
const BAND_DRAWS = 200;

/** Metrics that say nothing when probabilities are taken at their word: the calibration error is 0 by assumption. */
const TAUTOLOGIES: readonly string[] = ['ece'];

/**
 * What the metrics of a classifier are expected to be on rows whose labels are not known, from its calibrated probabilities alone
 * (CBPE, confidence-based performance estimation: NannyML's documentation, "Estimation of performance of the monitored model").
 *
 * Every row counts as each class with the probability of that class; the metric of those weighted rows is the estimate, for every metric of
 * the metric table. `low` and `high` hold the realised metric of as many labelled rows in 95 of 100 windows, if the probabilities are
 * honest: labels are drawn from them, rows with replacement, and the spread is scaled to all rows. It holds under drift of the
 * inputs; it cannot see that inputs and labels have come to belong together in another way.
 *
 * No rows, or rows of which a metric is undefined: the metric is absent. 100,000 binary rows: 0.5 s.
 *
 * ```ts
 * const { auc } = expectedMetrics({ task: 'binary', classes: 1, scores: Float64Array.of(0.9, 0.2, 0.7) }, { seed: 7 });
 * ```
 */
export function expectedMetrics(answered: Answered, options: ExpectedOptions): Record<string, Interval> {
  const { metrics = metricsOf(answered.task), referenceErrors = {} } = options;
  const rows = rowsOf(answered);
  if (rows === 0) return {};
  const sample = expectedSample(answered);
  const asked = metrics.filter(({ name, needs }) => needs !== 'value' && !TAUTOLOGIES.includes(name));
  const known = asked.map((metric) => ({ metric, value: metricValue(metric, sample) })).filter(({ value }) => Number.isFinite(value));
  const errors = samplingErrors(
    answered,
    known.map(({ metric }) => metric),
    options,
  );
  const z = normalQuantile((1 + LEVEL) / 2);
  return Object.fromEntries(
    known.map(({ metric, value }, m) => {
      const half = z * Math.hypot(errors[m], referenceErrors[metric.name] ?? 0);
      return [metric.name, holding({ value, low: value - half, high: value + half }, metric.range)];
    }),
  );
}

/** Standard deviation of each metric between windows of as many labelled rows, of which this is one. */
export function samplingErrors(
  answered: Answered,
  metrics: readonly Metric[],
  { seed, draws = BAND_DRAWS, rows: most = BAND_ROWS }: BandOptions,
): number[] {
  const part = someRows(answered, most, seed);
  const [rows, labels] = [rowsOf(part), labelsOf(part)];
  const { weights: _, ...sample } = expectedSample(part);
  const weigh = metrics.map((metric) => metric.prepare(sample));
  const sums = metrics.map(() => ({ draws: 0, mean: 0, squares: 0 }));
  const weights = new Float64Array(rows * labels);
  const draw = random(seed, 'cbpe band');
  for (let b = 0; b < draws; b++) {
    weights.fill(0);
    for (let i = 0; i < rows; i++) {
      const row = draw.int(rows);
      weights[row * labels + labelDrawn(part, row, draw.uniform())]++;
    }
    weigh.forEach((of, m) => add(sums[m], of(weights)));
  }
  const scale = Math.sqrt(rows / rowsOf(answered));
  return sums.map((sum) => (sum.draws < 2 ? 0 : scale * Math.sqrt(sum.squares / (sum.draws - 1))));
}

/** Welford's running variance; a draw on which a metric is undefined does not count. */
function add(sum: { draws: number; mean: number; squares: number }, value: number): void {
  if (!Number.isFinite(value)) return;
  sum.draws++;
  const off = value - sum.mean;
  sum.mean += off / sum.draws;
  sum.squares += off * (value - sum.mean);
}

function labelDrawn(answered: Answered, row: number, luck: number): number {
  const last = labelsOf(answered) - 1;
  let below = 0;
  for (let k = 0; k < last; k++) {
    below += chanceOf(answered, row, k);
    if (luck < below) return k;
  }
  return last;
}

/** The rows, or so many drawn with replacement. */
function someRows(answered: Answered, most: number, seed: number): Answered {
  const rows = rowsOf(answered);
  if (rows <= most) return answered;
  const draw = random(seed, 'cbpe rows');
  return takeAnswered(
    answered,
    Int32Array.from({ length: most }, () => draw.int(rows)),
  );
}
