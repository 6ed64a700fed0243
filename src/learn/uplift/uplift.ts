import type { Matrix } from '../../core/index.js';
import type { LearnerChoice } from '../choice.js';
import type { FitInput, FitRun, Task } from '../learner.js';

/**
 * How an effect per row is learned. `t`: two models of the outcome, one per arm, and their difference. `x`: effects imputed from the other arm's model,
 * learned anew and mixed by the propensity: for arms of very different size. `r`: what outcome and assignment leave unexplained, one regressed on the
 * other: for effects that are simpler than the outcome.
 */
export type UpliftMethod = 't' | 'x' | 'r';

/** Rows of which some were treated. All arrays have `x.rows` entries. */
export interface UpliftInput extends Pick<FitInput, 'weights' | 'folds'> {
  /** `binary`: the outcome is 0 or 1, and the uplift a difference of probabilities. `regression`: a difference of values. */
  readonly task: Exclude<Task, 'multiclass'>;
  readonly x: Matrix;
  readonly y: Float64Array;
  /** 1 treated, 0 not. */
  readonly treated: ArrayLike<number>;
  /**
   * The chance that a row was treated, between 0 and 1: the share of a randomised trial, or one per row. Absent: estimated from the columns, which is right
   * only when nothing else decided about the treatment.
   */
  readonly propensity?: number | Float64Array;
}

/** How to learn an uplift. */
export interface UpliftRun extends Omit<FitRun, 'params'> {
  readonly method: UpliftMethod;
  /** Learns what becomes of rows. */
  readonly outcome: LearnerChoice<'binary' | 'regression'>;
  /** Learns the effect, in `x` and `r`: a regression. Absent means the same as `outcome`. */
  readonly effect?: LearnerChoice<'regression'>;
  /** Learns the propensity where it is not known. Absent means `linear`. */
  readonly assignment?: LearnerChoice<'binary'>;
  /** Folds for predictions on rows that a fit did not see. Absent means 5. */
  readonly folds?: number;
}

/** What a row is expected to come to with the treatment and without. */
export interface ExpectedOutcomes {
  readonly treated: Float64Array;
  readonly control: Float64Array;
}

/** A fitted model of effects. Pure: no state, no writes elsewhere. */
export interface UpliftModel {
  readonly method: UpliftMethod;
  /** The expected outcome with the treatment less that without, per row: of a `binary` task a difference of probabilities. */
  uplift(x: Matrix): Float64Array;
  /** Both expected outcomes; absent in `r`, which learns their difference alone. In `x` they are those of its first stage. */
  outcomes?(x: Matrix): ExpectedOutcomes;
}
