import type { Point } from './space.js';

/** How a trial ended: it ran to its last step, was given up by the pruner, gave no loss, or was over a limit and ran no further. */
export type TrialState = 'finished' | 'pruned' | 'failed' | 'over';

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
  /** One loss per objective; null unless it finished. */
  readonly losses: readonly number[] | null;
  /** How far it breaks the constraints; absent for not at all. */
  readonly violation?: number;
  /** Standard error of the first loss. */
  readonly standardError?: number;
  readonly seconds: number;
  /** What a fitted predictor takes: bytes as it is stored, and microseconds for a row, as reckoned. Absent where none was fitted. */
  readonly cost?: { readonly bytes: number; readonly microseconds: number };
  /** Whether the predictor tells the exact share of each feature in its answers. */
  readonly explains?: boolean;
  /** Why it failed, or what it was over. */
  readonly reason?: string;
}
