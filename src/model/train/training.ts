import type { AnyTask, Task } from '../../core/index.js';
import type { Schema } from '../../data/index.js';
import type { RowAmounts } from '../decide/index.js';
import type { Model } from '../define.js';
import type { Plan } from './plan.js';
import type { Prepared, PreparedRows } from './prepare.js';
import type { TrainOptions } from './settings.js';

/** What every stage of one training works with. */
export interface Training<T extends AnyTask = Task> {
  readonly model: Model<Schema, T>;
  readonly options: TrainOptions;
  readonly plan: Plan<T>;
  readonly prepared: [T] extends [Task] ? Prepared : PreparedRows;
  /** What acting on each row is worth; absent where no money is declared. */
  readonly amounts?: RowAmounts;
  /** Features that each fit keeps, of those that it is offered; absent: all. */
  readonly keptFeatures?: number;
}
