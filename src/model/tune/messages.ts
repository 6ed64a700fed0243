import type { Cost, Params } from '../../learn/index.js';

/** What the process that leads a study tells one that runs its trials. */
export type ToTrialProcess =
  | { readonly kind: 'run'; readonly learner: string; readonly params: Params }
  /** Answers a step: whether to go on with the next fold. */
  | { readonly kind: 'go on'; readonly yes: boolean };

/** One fold of a trial. */
export interface Step {
  /** Of the fold's tested rows. */
  readonly margins: Float64Array;
  readonly seconds: number;
  /** What the fitted predictor takes. */
  readonly cost: Cost;
  /** Whether it has exact contributions. */
  readonly explains: boolean;
}

/** What it hears back: every fold, then the end. */
export type FromTrialProcess =
  | { readonly kind: 'ready' }
  | (Step & { readonly kind: 'step'; readonly fold: number })
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };
