import { mwError } from '../../core/index.js';
import type { TravellingLoss } from '../../kernel/index.js';
import type { Task } from '../learner.js';
import { absoluteObjective, quantileObjective } from './objective-absolute.js';
import { binaryObjective } from './objective-binary.js';
import { huberObjective } from './objective-huber.js';
import { gammaObjective, poissonObjective, tweedieObjective } from './objective-log.js';
import { multiclassObjective } from './objective-multiclass.js';
import { regressionObjective } from './objective-regression.js';
import type { GbdtSettings } from './params.js';

/**
 * A loss to boost. Margins are rows × `outputs`; `weights` are absent or one per row, with mean 1.
 */
export interface Objective {
  readonly outputs: number;
  /** How a margin gives the prediction: `log` means prediction = exp(margin). Default: the margin itself. */
  readonly link?: 'log';
  /** Least target, and whether it may be met: others are refused. */
  readonly least?: { readonly y: number; readonly isMet: boolean };
  /** Leaves take this quantile of y − margin over their rows, instead of a Newton step: for losses without curvature. */
  readonly leafQuantile?: number;
  /** Whether hessians are 1 before weights. */
  readonly unitHessian?: boolean;
  /** The kernels' name of the loss, where they know it and all rows count the same. */
  readonly travels?: TravellingLoss;
  /** The constant margins that lower the loss most: where boosting starts. One per output, finite. */
  base(y: Float64Array, weights: Float64Array | undefined): Float64Array;
  /** Per output: gradient of row i at `2i`, hessian (never negative) at `2i + 1`, of the loss at the margins. */
  gradients(margins: Float64Array, y: Float64Array, weights: Float64Array | undefined, out: readonly Float64Array[]): void;
  /** Weighted mean loss at the margins; lower is better. Early stopping watches it. */
  loss(margins: Float64Array, y: Float64Array, weights: Float64Array | undefined): number;
}

/** The loss of a task and its settings: log-loss for classes. Throws `MW_LEARN_PARAM_VALUE` for a regression's loss of classes. */
export function objectiveOf(
  task: Task,
  classes: number,
  settings: Pick<GbdtSettings, 'objective' | 'huberDelta' | 'quantile' | 'tweediePower'>,
): Objective {
  const { objective, huberDelta, quantile, tweediePower } = settings;
  if (task !== 'regression') {
    if (objective !== 'auto')
      throw mwError('MW_LEARN_PARAM_VALUE', { learner: 'gbdt', name: 'objective', due: `"auto" for ${task}`, got: `"${objective}"` });
    return usualObjective(task, classes);
  }
  if (objective === 'absolute') return absoluteObjective;
  if (objective === 'huber') return huberObjective(huberDelta);
  if (objective === 'quantile') return quantileObjective(quantile);
  if (objective === 'poisson') return poissonObjective;
  if (objective === 'gamma') return gammaObjective;
  return objective === 'tweedie' ? tweedieObjective(tweediePower) : usualObjective(task, classes);
}

/** The loss of a task where nothing else is asked for: log-loss for classes, squared error for numbers. */
export function usualObjective(task: Task, classes: number): Objective {
  if (task === 'regression') return regressionObjective;
  return task === 'binary' ? binaryObjective : multiclassObjective(classes);
}
