import type { Params } from '../../learn/index.js';

/** What the process that leads a study tells one that runs its trials. */
export type ToTrialProcess =
  | { readonly kind: 'run'; readonly learner: string; readonly params: Params }
  /** Answers a step: whether to go on with the next fold. */
  | { readonly kind: 'go on'; readonly yes: boolean };

/** What it hears back: every fold's margins, then the end. */
export type FromTrialProcess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'step'; readonly fold: number; readonly margins: Float64Array; readonly seconds: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };
