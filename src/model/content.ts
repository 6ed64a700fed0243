import type { AnyTask, Json } from '../core/index.js';
import type { Calibration } from '../evaluate/index.js';
import type { FittedFeatures } from '../features/index.js';
import type { Params, Task } from '../learn/index.js';
import type { ServedCoverage } from './coverage/index.js';
import type { Decision } from './decide/index.js';
import type { GateOptions } from './define.js';

/** The name of a task's target; none for a task without one. */
export type TargetOf<T extends AnyTask> = T extends Task ? string : null;

/** The fitted content of a model: everything that predicting needs, and the settings that led to it. Its digest names the model. */
export interface ModelContent<T extends AnyTask = Task> {
  readonly name: string;
  readonly task: T;
  /** The column that is predicted; null for a task without a target. */
  readonly target: TargetOf<T>;
  /** Classes in the data's spelling; binary: negative, positive; segment: the segments' names. Empty for a regression and for outliers. */
  readonly labels: readonly string[];
  /** The columns of the data, as `schemaToJson` writes them, the target among them. */
  readonly schema: Json;
  /** Columns that a row to predict must have: those that a feature reads, or an amount of money. */
  readonly inputs: readonly string[];
  /** How the training file was read, for files that look alike. */
  readonly reading: Json;
  /** Columns that name a row; carried into predictions. */
  readonly ids: readonly string[];
  readonly features: FittedFeatures;
  readonly learner: string;
  readonly params: Params;
  readonly seed: number;
  /** The predictor's small parts; its arrays are the artifact's. */
  readonly predictor: Json;
  readonly calibration: Calibration;
  /** Money: what acting is worth, and how it is decided whom to act on. */
  readonly decide: Decision | null;
  readonly gate: GateOptions;
  /** What every prediction comes with that holds the truth in a promised share of rows; absent where none was asked for. */
  readonly coverage?: ServedCoverage;
}
