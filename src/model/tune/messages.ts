import type { Cost, Params } from '../../learn/index.js';

/** What the process that leads a study tells one that runs its trials. */
export type ToTrialProcess =
  /** `path`: the learner finds a setting by itself; see `Learner.path`. `encoding` names the folds, of whose features `keptFeatures` are read. */
  | {
      readonly kind: 'run';
      readonly learner: string;
      readonly params: Params;
      readonly path: boolean;
      readonly encoding: string;
      readonly keptFeatures?: number;
    }
  /** Answers a step: whether to go on with the next fold, and for which values of the setting that is found. */
  | { readonly kind: 'go on'; readonly yes: boolean; readonly values?: readonly number[] };

/** One fold of a trial. */
export interface Step {
  /** Of the fold's tested rows; one block of them per value of a setting that is found. */
  readonly margins: Float64Array;
  /** The values of that setting, ascending; absent where none is found. */
  readonly values?: readonly number[];
  readonly seconds: number;
  /** What the fitted predictor takes, at the greatest value. */
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
