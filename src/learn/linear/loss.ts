import type { Task } from '../learner.js';
import { logisticLoss } from './loss-logistic.js';
import { softmaxLoss } from './loss-softmax.js';
import { squaredLoss } from './loss-squared.js';

/**
 * A loss with its canonical link, so that the derivative by a margin is mean − y and the second derivative the variance of that mean.
 * Margins and means are rows × outputs.
 */
export interface Loss {
  readonly outputs: number;
  /** The second derivative is the same everywhere. */
  readonly quadratic: boolean;
  /** Weighted sum over the rows. */
  value(margins: Float64Array, y: Float64Array, weights: Float64Array): number;
  /** Writes the expected values that belong to the margins. */
  means(margins: Float64Array, out: Float64Array): void;
  /** Writes weight × (mean − y): the derivative of the value by each margin. */
  residuals(means: Float64Array, y: Float64Array, weights: Float64Array, out: Float64Array): void;
  /** Writes weight × second derivative between outputs `a` and `b`, one per row. */
  curvature(means: Float64Array, weights: Float64Array, a: number, b: number, out: Float64Array): void;
  /** Replaces margin directions `u` (rows × outputs) by weight × second derivative × u. */
  bend(means: Float64Array, weights: Float64Array, u: Float64Array): void;
}

/** Half the squared error, the log-loss of log-odds, or the log-loss of a softmax. */
export function lossOf(task: Task, classes: number): Loss {
  if (task === 'regression') return squaredLoss;
  return task === 'binary' ? logisticLoss : softmaxLoss(classes);
}
