import type { Matrix } from '../../core/index.js';
import type { LearnerChoice } from '../choice.js';
import type { FindLearner } from '../ensemble/params.js';
import type { ExpectedArms, FitRun, TrialInput } from '../learner.js';

/**
 * How an effect per row is learned. `t`: two models of the outcome, one per arm, and their difference. `x`: effects imputed from the other arm's model,
 * learned anew and mixed by the propensity: for arms of very different size. `r`: what outcome and assignment leave unexplained, one regressed on the
 * other: for effects that are simpler than the outcome.
 */
export type UpliftMethod = 't' | 'x' | 'r';

/** Rows of which some were treated. All arrays have `x.rows` entries. */
export interface UpliftInput extends Pick<TrialInput, 'x' | 'y' | 'treated' | 'propensity' | 'weights' | 'folds'> {
  /** `binary`: the outcome is 0 or 1, and the uplift a difference of probabilities. `regression`: a difference of values. */
  readonly task: TrialInput['outcome'];
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

/** The same, with the look-up of the learners that do the parts. */
export interface UpliftFit extends UpliftRun {
  readonly find: FindLearner;
}

/** What a row is expected to come to with the treatment and without. */
export type ExpectedOutcomes = Pick<ExpectedArms, 'treated' | 'control'>;

/** A fitted model of effects. Pure: no state, no writes elsewhere. */
export interface UpliftModel {
  readonly method: UpliftMethod;
  /** The expected outcome with the treatment less that without, per row: of a `binary` task a difference of probabilities. */
  uplift(x: Matrix): Float64Array;
  /** Both expected outcomes. In `x` they are those of its first stage, in `r` what splits the expected outcome of all rows by the effect. */
  outcomes(x: Matrix): ExpectedOutcomes;
}
