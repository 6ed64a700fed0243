import type { Model } from '../define.js';
import type { Plan } from './plan.js';
import type { Prepared } from './prepare.js';
import type { TrainOptions } from './settings.js';

/** What every stage of one training works with. */
export interface Training {
  readonly model: Model;
  readonly options: TrainOptions;
  readonly plan: Plan;
  readonly prepared: Prepared;
}
