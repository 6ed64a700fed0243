import type { LearnerChoice } from '../choice.js';
import { ensembleParams } from '../ensemble/params.js';
import { linearParams } from '../linear/params.js';
import type { Param } from '../params.js';

/** Settings of `stack`, all optional. The table {@link stackParams} gives each one's range, default and meaning. */
export interface StackParams {
  readonly members?: readonly LearnerChoice<never>[];
  readonly folds?: number;
  readonly l2?: number;
}

/** Parameters of `stack`. */
export const stackParams = {
  ...ensembleParams,
  l2: {
    ...linearParams.l2,
    doc: 'Ridge penalty of the linear model over the members: half of this times the sum of its squared coefficients.',
  },
} as const satisfies Record<keyof StackParams, Param>;
