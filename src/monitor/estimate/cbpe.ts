import { random } from '../../core/index.js';
import { holding, metricsOf, metricValue, normalQuantile, LEVEL, type Interval, type Metric } from '../../evaluate/index.js';
import { chanceOf, expectedSample, labelsOf, rowsOf, type Answered } from './expected.js';

/** Rows that the band is drawn from: its width goes with 1/√rows, so more would say nothing new. */
const BAND_ROWS = 4000;
const BAND_DRAWS = 200;

/** Metrics that say nothing when probabilities are taken at their word: the calibration error is 0 by assumption. */
const TAUTOLOGIES: readonly string[] = ['ece'];

/**
 * What the metrics of a classifier are expected to be on rows whose labels are not known, from its calibrated probabilities alone
 * (CBPE, confidence-based performance estimation: NannyML's documentation, "Estimation of performance of the monitored model").
 *
 * Every row counts as each class with the probability of that class; the metric of those weighted rows is the estimate, for every metric of
 * the metric table. `low` and `high` hold the realised metric of as many labelled rows in 95 of 100 windows, if the probabilities are
 * honest: labels are drawn from them, rows with replacement, on up to 4000 rows, and the spread is scaled to all. It holds under drift of the
 * inputs; it cannot see that inputs and labels have come to belong together in another way.
 *
 * No rows, or rows of which a metric is undefined: the metric is absent. 100,000 binary rows: 0.3 s.
 *
 * ```ts
 * const { auc } = expectedMetrics({ task: 'binary', classes: 1, scores: Float64Array.of(0.9, 0.2, 0.7) }, { seed: 7 });
 * ```
 */
export function expectedMetrics(
  answered: Answered,
  {
    seed,
    metrics = metricsOf(answered.task),
    draws = BAND_DRAWS,
  }: { readonly seed: number; readonly metrics?: readonly Metric[]; readonly draws?: number },
): Record<string, Interval> {
  const rows = rowsOf(answered);
  if (rows === 0) return {};
  const sample = expectedSample(answered);
  const asked = metrics.filter(({ name, needs }) => needs !== 'value' && !TAUTOLOGIES.includes(name));
  const known = asked.map((metric) => ({ metric, value: metricValue(metric, sample) })).filter(({ value }) => Number.isFinite(value));
  const errors = samplingErrors(
    answered,
    known.map(({ metric }) => metric),
    { seed, draws },
  );
  const z = normalQuantile((1 + LEVEL) / 2);
  return Object.fromEntries(
    known.map(({ metric, value }, m) => [
      metric.name,
      holding({ value, low: value - z * errors[m], high: value + z * errors[m] }, metric.range),
    ]),
  );
}

/** Standard deviation of each metric between windows of as many labelled rows, of which this is one. */
export function samplingErrors(
  answered: Answered,
  metrics: readonly Metric[],
  { seed, draws = BAND_DRAWS }: { readonly seed: number; readonly draws?: number },
): number[] {
  const part = someRows(answered, seed);
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

function someRows(answered: Answered, seed: number): Answered {
  const rows = rowsOf(answered);
  if (rows <= BAND_ROWS) return answered;
  const width = answered.scores.length / rows;
  const draw = random(seed, 'cbpe rows');
  const scores = new Float64Array(BAND_ROWS * width);
  for (let i = 0; i < BAND_ROWS; i++) {
    const row = draw.int(rows);
    scores.set(answered.scores.subarray(row * width, (row + 1) * width), i * width);
  }
  return { ...answered, scores };
}
