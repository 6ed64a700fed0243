import { random } from '../../core/index.js';
import { holding, type Interval } from '../interval.js';
import { intervalOfDraws } from '../intervals.js';
import type { Metric } from '../metrics/index.js';
import { forEachResample, type Resampling } from '../resample.js';
import { weightsOf, type Scored } from '../scored.js';
import { fitPowerLaw, meanOf } from './power-law.js';

/** Fits on so many rows, and what each says of the same held-out rows. */
export interface CurveFits {
  readonly rows: number;
  /** One or more, each on other rows. */
  readonly fits: readonly Scored[];
}

/** The metric of models that learned from so many rows. */
export interface CurvePoint extends Interval {
  readonly rows: number;
}

/** What more rows have brought, and would bring. Plain JSON. */
export interface LearningCurve {
  readonly metric: string;
  /** Ascending by rows; the last learned from all of them. */
  readonly points: readonly CurvePoint[];
  /** What the last doubling of the rows brought; positive is better. */
  readonly lastDoubling: Interval;
  /** What the next is expected to bring; positive is better. */
  readonly nextDoubling: Interval;
  /** Where the metric would be with twice the rows. */
  readonly expected: CurvePoint;
  /** The least gain that is called worth while: a hundredth of the metric with all rows. */
  readonly worthwhile: number;
  readonly verdict: CurveVerdict;
}

/** `would`: the next doubling brings something beyond doubt, and is expected to bring what is worth while. `would not`: beyond doubt not as much as that. */
export type CurveVerdict = 'would' | 'would not' | 'cannot tell';

/** Share of the metric that a doubling must bring to be worth while. */
const WORTHWHILE = 0.01;

/**
 * Would more data help? Each doubling of the rows has brought something; a power law a + b·n^−c through the points says what the next one will
 * (C. Cortes et al., "Learning curves: asymptotic values and rate of convergence", 1993). Held-out rows are drawn again, and for each
 * draw the law is fitted anew; how much the metric depends on which rows were learned from is taken from the fits on equally many rows, with a
 * variance that falls as 1 ⁄ rows. The last entry of `of` learned from all rows. `undefined` with fewer than three, or where the metric is undefined.
 */
export function learningCurve(metric: Metric, of: readonly CurveFits[], options: Resampling): LearningCurve | undefined {
  const sign = metric.better === 'higher' ? -1 : 1;
  const weigh = of.map(({ fits }) => fits.map((fit) => metric.prepare(fit)));
  const lossesAt = (weights: Float64Array): readonly (readonly number[])[] => weigh.map((fits) => fits.map((fit) => sign * fit(weights)));
  const own = weightsOf(of[of.length - 1].fits[0]);
  const seen = lossesAt(own);
  if (of.length < 3 || seen.flat().some((loss) => !Number.isFinite(loss))) return undefined;
  const rows = of.map((one) => one.rows);
  const errors = errorsOf(rows, seen);
  const draws: Figures[] = [];
  const luck = random(options.seed, 'learning curve');
  forEachResample(own, options, (weights) => {
    const losses = lossesAt(weights).map((fits, k) => meanOf(fits) + errors[k] * luck.normal());
    if (losses.every(Number.isFinite)) draws.push(figuresOf(rows, losses));
  });
  const at = figuresOf(rows, seen.map(meanOf));
  const interval = (figure: (of: Figures) => number): Interval => holding(intervalOfDraws(figure(at), draws.map(figure)));
  const asMetric = (figure: (of: Figures) => number): Interval =>
    holding(
      interval((f) => sign * figure(f)),
      metric.range,
    );
  const nextDoubling = interval((f) => f.next);
  const worthwhile = WORTHWHILE * Math.abs(at.losses[rows.length - 1]);
  return {
    metric: metric.name,
    points: rows.map((n, k) => ({ rows: n, ...asMetric((f) => f.losses[k]) })),
    lastDoubling: interval((f) => f.last),
    nextDoubling,
    expected: { rows: 2 * rows[rows.length - 1], ...asMetric((f) => f.losses[rows.length - 1] - f.next) },
    worthwhile,
    verdict: verdictOf(nextDoubling, worthwhile),
  };
}

function verdictOf({ value, low, high }: Interval, worthwhile: number): CurveVerdict {
  if (high < worthwhile) return 'would not';
  return low > 0 && value >= worthwhile ? 'would' : 'cannot tell';
}

interface Figures {
  readonly losses: readonly number[];
  readonly last: number;
  readonly next: number;
}

function figuresOf(rows: readonly number[], losses: readonly number[]): Figures {
  const law = fitPowerLaw(rows, losses);
  const all = rows[rows.length - 1];
  return { losses, last: losses[losses.length - 2] - losses[losses.length - 1], next: law(all) - law(2 * all) };
}

/** Standard error of each point's mean loss over the choice of training rows: a variance of s ⁄ rows for one fit, s pooled over the points. */
function errorsOf(rows: readonly number[], losses: readonly (readonly number[])[]): readonly number[] {
  const pairs = losses.flatMap((fits, k) => (fits.length < 2 ? [] : [rows[k] * varianceOf(fits)]));
  const s = pairs.length === 0 ? 0 : meanOf(pairs);
  return rows.map((n, k) => Math.sqrt(s / n / losses[k].length));
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
}
