import type { Task } from '../../learn/index.js';
import { weightsOf, type Scored } from '../scored.js';

/** The metric of one sample as a function of its rows' weights (≥ 0, one per row); `NaN` where those leave it undefined. */
export type Weigh = (weights: Float64Array) => number;

/** One row of the metric table: a name as scikit-learn spells it, what it means, and how it is computed. Frozen data and pure functions. */
export interface Metric {
  readonly name: string;
  readonly tasks: readonly Task[];
  readonly better: 'higher' | 'lower';
  /** Smallest and largest possible value; infinite where unbounded. */
  readonly range: readonly [number, number];
  /** What the prediction must be: a probability, a called label, or a number; or a probability and, beside it, what acting is worth. */
  readonly needs: 'probability' | 'label' | 'value' | 'payoff';
  /** What it tells, for a reader who is no statistician. One sentence. */
  readonly doc: string;
  /** The definition, with w for the rows' weights. */
  readonly formula: string;
  /** A sample small enough to check by hand, and its value. */
  readonly example: { readonly sample: Scored; readonly value: number };
  /** The metric is a share of rows, so that its interval has a closed form. */
  readonly share?: true;
  /** Why the metric would mislead or does not exist on these rows; absent or `undefined` when it is fine. */
  readonly unsuitable?: (sample: Scored) => string | undefined;
  /** Does the work that does not depend on the weights once (sorting, logarithms), so that a bootstrap only sums. */
  readonly prepare: (sample: Scored) => Weigh;
}

/** The metric of a sample, with its weights; `NaN` where it is undefined (say, the AUC of rows of one class). */
export function metricValue(metric: Metric, sample: Scored): number {
  return metric.prepare(sample)(weightsOf(sample));
}

/** How much better `a` is than `b` in the metric's own units: positive when better, whichever direction is good. */
export function gain(metric: Metric, a: number, b: number): number {
  return metric.better === 'higher' ? a - b : b - a;
}
