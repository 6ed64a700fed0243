import { mwError } from '../core/index.js';
import { checkWeights } from './check-rows.js';
import { LEVEL, type Interval } from './interval.js';
import { pairedInterval, spreadOf, type IntervalOptions } from './intervals.js';
import { metricValue, type Metric } from './metrics/index.js';
import { weightsOf, type Scored } from './scored.js';
import { studentQuantile, studentTail } from './statistics/index.js';

/** How much better one model is than another on the same rows: positive is better, in the metric's units. */
export interface Comparison extends Interval {
  /** The metric of each by itself. */
  readonly a: number;
  readonly b: number;
  /** How many rows were paired. */
  readonly rows: number;
}

/**
 * Compares two models by what each says of the same rows, which neither has learned from: the gain of `a` over `b` with a paired bootstrap interval. What makes
 * rows hard for both cancels out; an interval above 0 says that `a` is better. Whole units are drawn where `units` says so. Both are weighted with the weights
 * of `a`. Throws `MW_EVALUATE_LENGTH` and `MW_EVALUATE_PAIR` when the two are not of the same rows, `MW_EVALUATE_NOT_FINITE` for a score and
 * `MW_EVALUATE_VALUE` for a weight that is none.
 *
 * ```ts
 * const y = Float64Array.of(1, 2, 3, 4);
 * const sample = (scores: Float64Array) => ({ task: 'regression', classes: 1, y, scores }) as const;
 * const gain = compareModels(metricNamed('mae', 'regression'), sample(y), sample(y.map((v) => v + 2)), { seed: 7 });
 * [gain.value, gain.low, gain.a, gain.b] // [2, 2, 0, 2]
 * ```
 */
export function compareModels(metric: Metric, a: Scored, b: Scored, options: IntervalOptions): Comparison {
  checkSample(a, a.y.length, '');
  checkSample(b, a.y.length, ' of the other model');
  checkWeights(a.y.length, a.weights);
  const odd = a.y.findIndex((truth, i) => truth !== b.y[i]);
  if (odd >= 0) throw mwError('MW_EVALUATE_PAIR', { row: odd, a: String(a.y[odd]), b: String(b.y[odd]) });
  const alike: Scored = { ...b, weights: weightsOf(a) };
  return { ...pairedInterval(metric, a, alike, options), a: metricValue(metric, a), b: metricValue(metric, alike), rows: a.y.length };
}

function checkSample({ task, classes, y, scores }: Scored, rows: number, whose: string): void {
  if (y.length !== rows) throw mwError('MW_EVALUATE_LENGTH', { what: `truths${whose}`, got: y.length, due: rows });
  const width = task === 'multiclass' ? classes : 1;
  if (scores.length !== rows * width)
    throw mwError('MW_EVALUATE_LENGTH', { what: `scores${whose}`, got: scores.length, due: rows * width });
  const odd = scores.findIndex((score) => !Number.isFinite(score));
  if (odd >= 0) throw mwError('MW_EVALUATE_NOT_FINITE', { what: `score${whose}`, row: Math.floor(odd / width), got: String(scores[odd]) });
}

/** A mean gain over the folds of a repeated cross-validation. */
export interface FoldComparison extends Interval {
  readonly standardError: number;
  /** Two-sided, of "no gain". */
  readonly pValue: number;
}

/**
 * Compares two models by their gains on the folds of a repeated cross-validation: the corrected resampled t-test (Nadeau & Bengio, Machine Learning 52,
 * 2003; for repeated folds Bouckaert & Frank, PAKDD 2004). Fits of different folds share most of their training rows, so the plain t-test finds differences where
 * there are none; here the variance is multiplied by 1 / n + test / train instead of 1 / n. `gains` has one number per fold of every round; `train` and `test` are
 * the rows of a fold's sides, or their shares. Fewer than two gains say nothing: `NaN`, between −∞ and ∞. Throws `MW_EVALUATE_VALUE` for sides, a level or gains that
 * cannot be.
 *
 * ```ts
 * correctedResampledT([0.02, 0.01, 0.03, 0.02], { train: 75, test: 25 }).value // 0.02
 * ```
 */
export function correctedResampledT(
  gains: readonly number[],
  { train, test, level = LEVEL }: { readonly train: number; readonly test: number; readonly level?: number },
): FoldComparison {
  const n = gains.length;
  checkResampled(gains, { train, test, level });
  const value = gains.reduce((sum, gain) => sum + gain, 0) / n;
  if (n < 2) return { value, low: -Infinity, high: Infinity, standardError: NaN, pValue: NaN };
  const standardError = spreadOf(gains) * Math.sqrt(1 / n + test / train);
  const reach = studentQuantile((1 + level) / 2, n - 1) * standardError;
  const pValue = standardError > 0 ? studentTail(value / standardError, n - 1) : value === 0 ? 1 : 0;
  return { value, low: value - reach, high: value + reach, standardError, pValue };
}

function checkResampled(gains: readonly number[], { train, test, level }: { train: number; test: number; level: number }): void {
  need('training side of a fold', train, train > 0 && train < Infinity, 'above 0');
  need('tested side of a fold', test, test >= 0 && test < Infinity, '0 or more');
  need('level', level, level > 0 && level < 1, 'between 0 and 1');
  gains.forEach((gain, fold) => need(`gain of fold ${fold}`, gain, Number.isFinite(gain), 'a number'));
}

function need(what: string, got: number, isFit: boolean, due: string): void {
  if (!isFit) throw mwError('MW_EVALUATE_VALUE', { what, got: String(got), due });
}
