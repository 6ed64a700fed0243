import { figure, percent, type Task } from '../../../core/index.js';
import { normalQuantile, normalTail, type Interval } from '../../../evaluate/index.js';
import { sketchNumbers, type OutcomeSketch } from '../../../model/index.js';
import { columnP, partOf } from '../column-test.js';
import type { ComparedPart } from '../compared.js';
import { compareNumbers } from '../compare-numbers.js';
import { standardised } from '../contrast.js';
import type { DriftFinding } from '../finding.js';
import { findingsOf } from '../findings.js';
import { settingsOf, type DriftOptions, type DriftSettings } from '../limits.js';
import { meanOf, varianceOf } from '../stats/moments.js';
import { delong } from './delong.js';
import { recalibrate } from './recalibration.js';

/**
 * Whether answers and outcomes still belong together as they did on the version's holdout: concept drift, which the inputs need not show.
 *
 * - two classes, several: a logistic recalibration of the outcome on the margin, fitted on either side and on both; twice what the likelihood gains by two fits is
 *   chi-square with 2 degrees of freedom where nothing changed (D. R. Cox, Biometrika 45, 1958, on recalibration). `calibration` is the change of the outcome's log-odds at
 *   the mean margin; `auc` the change of the area under the ROC curve, each with its interval
 * - regression: the errors (truth less answer) as a column of numbers: `bias` in standard deviations of the reference's errors
 *
 * Both sides are compared on the rows that have outcomes. Fewer than `minRows`, or outcomes all alike: no finding.
 */
export function conceptDriftOf(
  task: Task,
  reference: OutcomeSketch,
  window: OutcomeSketch,
  options: DriftOptions = {},
): readonly DriftFinding[] {
  const settings = settingsOf(options);
  if (Math.min(window.margin.length, reference.margin.length) < settings.minRows) return [];
  const parts = task === 'regression' ? errorParts(reference, window, settings) : classParts(reference, window, settings);
  const feature = task === 'regression' ? 'error' : 'outcome';
  return findingsOf([{ feature, kind: 'concept', p: columnP(parts.slice(0, 1)), parts }], settings);
}

/** The likelihood ratio decides for both; the difference of the areas has a test of its own. */
function classParts(reference: OutcomeSketch, window: OutcomeSketch, settings: DriftSettings): readonly ComparedPart[] {
  if (!bothOutcomes(reference) || !bothOutcomes(window)) return [];
  const centre = meanOf(reference.margin);
  const [before, now, both] = [reference, window, joined(reference, window)].map((rows) => recalibrate(rows, centre));
  const [n, m] = [window.margin.length, reference.margin.length];
  const statistic = Math.max(0, 2 * (before.logLikelihood + now.logLikelihood - both.logLikelihood));
  const change = now.intercept - before.intercept;
  const half = normalQuantile(0.975) * Math.sqrt(now.variance[0] + before.variance[0]);
  const slopes = { slope: now.slope, reference_slope: before.slope };
  const rates = { rate: meanOf(window.came), reference_rate: meanOf(reference.came) };
  return [
    {
      ...partOf({ statistic, df: 2 }, standardised(statistic, n, m)),
      statisticName: 'calibration',
      effect: { value: change, low: change - half, high: change + half },
      limit: settings.limits.calibration!,
      figures: { ...slopes, ...rates },
      text: calibrationText(change, before.slope, now.slope),
      rows: n,
    },
    ...aucPart(reference, window, settings),
  ];
}

/** What the same answer means now, and how sure answers may be. */
function calibrationText(change: number, before: number, now: number): string {
  const moved = `What would have come true in half of the cases now does in ${percent(1 / (1 + Math.exp(-change)))}`;
  if (Math.abs(now - before) < 0.1 * Math.abs(before)) return `${moved}.`;
  return `${moved}; answers tell ${now < before ? 'less' : 'more'} than before: far ones should be ${now < before ? 'less' : 'more'} sure.`;
}

function aucPart(reference: OutcomeSketch, window: OutcomeSketch, settings: DriftSettings): readonly ComparedPart[] {
  const [before, now] = [delong(reference), delong(window)];
  const value = now.auc - before.auc;
  const deviation = Math.sqrt(before.variance + now.variance);
  if (!(deviation > 0)) return [];
  const half = normalQuantile(0.975) * deviation;
  const effect: Interval = { value, low: value - half, high: value + half };
  const statistic = (value / deviation) ** 2;
  return [
    {
      statistic,
      df: 1,
      p: normalTail(Math.abs(value / deviation)),
      distance: standardised(statistic, window.margin.length, reference.margin.length),
      statisticName: 'auc',
      effect,
      limit: settings.limits.auc!,
      figures: { auc: now.auc, reference_auc: before.auc },
      text: `The area under the ROC curve ${value < 0 ? 'fell' : 'rose'} from ${figure(before.auc, 3)} to ${figure(now.auc, 3)}.`,
      rows: window.margin.length,
    },
  ];
}

function errorParts(reference: OutcomeSketch, window: OutcomeSketch, settings: DriftSettings): readonly ComparedPart[] {
  const before = errorsOf(reference);
  const sketch = sketchNumbers(before, Int32Array.from(before.keys()));
  const now = errorsOf(window);
  return compareNumbers('The error (truth less answer)', sketch, now, settings).map((part) => {
    const [from, to] = [sketch.mean!, meanOf(now)];
    const half = normalQuantile(0.975) * Math.sqrt(varianceOf(before, from) / before.length + varianceOf(now, to) / now.length);
    const unit = sketch.std !== null && sketch.std > 0 ? sketch.std : 1;
    const value = (to - from) / unit;
    return {
      ...part,
      statisticName: 'bias',
      limit: settings.limits.bias!,
      effect: { value, low: value - half / unit, high: value + half / unit },
      figures: { ...part.figures, wasserstein: part.effect.value },
    };
  });
}

const errorsOf = ({ margin, came }: OutcomeSketch): Float64Array => came.map((y, i) => y - margin[i]);
const bothOutcomes = ({ came }: OutcomeSketch): boolean => came.includes(0) && came.includes(1);
const joined = (a: OutcomeSketch, b: OutcomeSketch): OutcomeSketch => ({
  margin: concat(a.margin, b.margin),
  came: concat(a.came, b.came),
});

function concat(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}
