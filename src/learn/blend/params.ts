import type { LearnerChoice } from '../choice.js';
import { ensembleParams } from '../ensemble/params.js';
import type { Param } from '../params.js';

/** Settings of `blend`, all optional. The table {@link blendParams} gives each one's range, default and meaning. */
export interface BlendParams {
  /** With a `weight` each where their shares are settled: `{ ...linear(), weight: 2 }`. */
  readonly members?: readonly (LearnerChoice<never> & { readonly weight?: number })[];
  readonly folds?: number;
  readonly rounds?: number;
}

/** Parameters of `blend`. */
export const blendParams = {
  ...ensembleParams,
  rounds: {
    type: 'int',
    low: 1,
    high: 1000,
    scale: 'log',
    default: 50,
    doc: 'A member is picked so many times, each time the one that helps most; its share of the picks is its weight.',
  },
} as const satisfies Record<keyof BlendParams, Param>;
