import type { Params } from '../../learn/index.js';

/** What the process that leads a study tells one that runs its trials. */
export type ToTrialProcess =
  /** `path`: the learner finds a setting by itself; see `Learner.path`. */
  | { readonly kind: 'run'; readonly learner: string; readonly params: Params; readonly path: boolean }
  /** Answers a step: whether to go on with the next fold, and for which values of the setting that is found. */
  | { readonly kind: 'go on'; readonly yes: boolean; readonly values?: readonly number[] };

/** What it hears back: every fold's margins, one block of them per value of a setting that is found, then the end. */
export type FromTrialProcess =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'step';
      readonly fold: number;
      readonly margins: Float64Array;
      readonly values?: readonly number[];
      readonly seconds: number;
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };
