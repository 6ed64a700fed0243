import type { CalibrationMethod } from '../../evaluate/index.js';
import type { Params } from '../../learn/index.js';
import type { RunOptions } from '../run.js';
import type { TuningOptions } from '../tune/tuning.js';

/** Options of one training; what is absent comes from the model's definition. */
export interface TrainOptions extends RunOptions {
  /** One learner instead of comparing the default ones. */
  readonly learner?: string;
  /** Parameters of that learner (without one: of the learner that the model names). */
  readonly params?: Params;
  /** The metric that chooses, in scikit-learn's name. */
  readonly metric?: string;
  readonly seed?: number;
  /** How probabilities are calibrated, in place of the definition's: `auto`, `none`, `platt`, `temperature`, `beta`, `isotonic`. */
  readonly calibration?: 'auto' | CalibrationMethod;
  /** Say what more rows would bring, and how much of the error is noise: fits on parts of the rows, about as long as two more fits. */
  readonly learningCurve?: boolean;
  /** The share of rows that is promised to be within the intervals or sets of the predictions, 0 … 1; how they are made is the definition's. */
  readonly coverage?: number;
  /** Search for the best settings: of the named learner, else of several learners. */
  readonly tuning?: TuningOptions;
  /**
   * Ends a search, and the training goes on with the best that was found; nothing was: the training stops as `signal` would have it. Heard of
   * later than that it changes nothing.
   */
  readonly stop?: AbortSignal;
  /** Told as soon as a search has found a model: from then on `stop` keeps the best. */
  readonly found?: () => void;
  /** Told of every trial that ends, in one line. */
  readonly trialEnded?: (line: string) => void;
}
