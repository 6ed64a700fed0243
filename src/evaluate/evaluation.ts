import type { CalibrationSummary } from './calibration/index.js';
import type { ConfusionTable } from './confusion.js';
import type { Histogram, RankingPoint, Residuals } from './curves/index.js';
import type { Fairness } from './fairness/index.js';
import type { Interval } from './interval.js';
import type { Task } from '../learn/index.js';
import type { Money } from './money/index.js';
import type { SliceEvaluation, SmallSlice } from './slices.js';

/**
 * All that is known of a model on rows that it never saw. Plain JSON with finite numbers: the artifact keeps it, the command
 * line prints it, the report draws it.
 */
export interface Evaluation {
  readonly task: Task;
  readonly rows: number;
  /** Classification: class names in order; binary: negative, positive. */
  readonly labels?: readonly string[];
  /** By name, in the order of the metric table; undefined ones are under `omitted`. */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** The same of the baseline (what a model that knows no feature would say), on the same rows. */
  readonly baseline: Readonly<Record<string, Interval>>;
  /** How much better the model is than the baseline by the selection metric, paired by row; positive is better. */
  readonly skill?: { readonly metric: string } & Interval;
  /** Metrics that say nothing about these rows, and why. */
  readonly omitted: Readonly<Record<string, string>>;
  /** Classification. Binary: at the threshold of the money, else 0.5. */
  readonly confusion?: ConfusionTable;
  /** Classification. */
  readonly calibration?: CalibrationSummary;
  /** Binary: ROC, precision–recall, gain and lift. */
  readonly ranking?: readonly RankingPoint[];
  /** Binary: probabilities of the negative and of the positive rows, in 25 bins over 0 … 1. */
  readonly scores?: { readonly negative: Histogram; readonly positive: Histogram };
  /** Regression. */
  readonly residuals?: Residuals;
  /** Binary, when a payoff is declared. */
  readonly money?: Money;
  /** The most harmful first. */
  readonly slices: readonly SliceEvaluation[];
  /** Slices with too few rows to judge. */
  readonly smallSlices: readonly SmallSlice[];
  /** How the groups of every protected column, and of every two, are treated; absent where nothing is protected. */
  readonly fairness?: readonly Fairness[];
}
