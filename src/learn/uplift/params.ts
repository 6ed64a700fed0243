import type { LearnerChoice } from '../choice.js';
import type { Param } from '../params.js';

/** Settings of `t_learner`, all optional. */
export interface TLearnerParams {
  readonly outcome?: LearnerChoice<never>;
}

/** Settings of `x_learner`, all optional. */
export interface XLearnerParams extends TLearnerParams {
  readonly effect?: LearnerChoice<never>;
}

/** Settings of `r_learner`, all optional. */
export interface RLearnerParams extends XLearnerParams {
  readonly folds?: number;
}

const outcome = {
  type: 'learner',
  default: { learner: 'linear', params: {} },
  doc: 'Learns what becomes of rows: a learner of the outcome, yes or no or a number, and no ensemble.',
} as const satisfies Param;

const effect = {
  type: 'learner',
  default: { learner: 'linear', params: {} },
  doc: 'Learns the effect, a regression: the smallest signal there is in the rows, of which a large tree learns the noise.',
} as const satisfies Param;

const folds = {
  type: 'int',
  low: 2,
  high: 20,
  scale: 'linear',
  default: 5,
  doc: 'The outcome is fitted so many times to predict rows that the fit did not see, and once more on all rows.',
} as const satisfies Param;

/** Parameters of `t_learner`. */
export const tLearnerParams = { outcome } as const satisfies Record<keyof TLearnerParams, Param>;

/** Parameters of `x_learner`. */
export const xLearnerParams = { outcome, effect } as const satisfies Record<keyof XLearnerParams, Param>;

/** Parameters of `r_learner`. */
export const rLearnerParams = { outcome, effect, folds } as const satisfies Record<keyof RLearnerParams, Param>;
