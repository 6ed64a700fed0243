import type { Task } from '../learner.js';
import type { TravellingLoss } from './traveller.js';
import { binaryObjective } from './objective-binary.js';
import { multiclassObjective } from './objective-multiclass.js';
import { regressionObjective } from './objective-regression.js';

/**
 * A loss to boost. Margins are rows × `outputs`; `weights` are absent or one per row, with mean 1.
 */
export interface Objective {
  readonly outputs: number;
  /** Whether hessians are 1 before weights. */
  readonly unitHessian?: boolean;
  /** The kernels' name of the loss, where they know it and all rows count the same. */
  readonly travels?: TravellingLoss;
  /** The constant margins that lower the loss most: where boosting starts. One per output, finite. */
  base(y: Float64Array, weights: Float64Array | undefined): Float64Array;
  /** Per output: gradient of row i at `2i`, hessian at `2i + 1`, of the loss at the margins. */
  gradients(margins: Float64Array, y: Float64Array, weights: Float64Array | undefined, out: readonly Float64Array[]): void;
  /** Weighted mean loss: squared error, or log-loss. Early stopping watches it. */
  loss(margins: Float64Array, y: Float64Array, weights: Float64Array | undefined): number;
}

/** The loss of a task: squared error, or log-loss. */
export function objectiveOf(task: Task, classes: number): Objective {
  if (task === 'regression') return regressionObjective;
  return task === 'binary' ? binaryObjective : multiclassObjective(classes);
}
