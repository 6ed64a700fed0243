import type { Point } from './space.js';

/** How a trial ended: it ran to its last step, was given up by the pruner, or gave no loss. */
export type TrialState = 'finished' | 'pruned' | 'failed';

/** A trial that has ended. */
export interface Trial {
  /** Counted from 0. */
  readonly number: number;
  readonly point: Point;
  /** The value of a setting that the learner found by itself, beside its point. */
  readonly found?: number;
  readonly state: TrialState;
  /** Its loss after each step that it took, the lower the better. */
  readonly course: readonly number[];
  /** One loss per objective; null when it failed. */
  readonly losses: readonly number[] | null;
  /** How far it breaks the constraints; absent for not at all. */
  readonly violation?: number;
  /** Standard error of the first loss. */
  readonly standardError?: number;
  readonly seconds: number;
  /** Why it failed. */
  readonly reason?: string;
}
