import type { LoggedPrediction } from '../../store/index.js';

export type { LoggedPrediction };

/** How a batch of predictions fared: `true` only after the commit that holds all of it. */
export type Logged = boolean;

/** Where served predictions go. Nothing here throws for a database that is away: rows wait in a bounded spool, and drops are counted. */
export interface PredictionLog extends AsyncDisposable {
  /**
   * Resolves `true` once all rows are committed; `false` when some wait in the spool, were dropped or were refused. In the mode `async` it
   * resolves `false` at once: the rows are committed within its window, and until then `stats().waiting` counts them.
   */
  append(rows: readonly LoggedPrediction[]): Promise<Logged>;
  /** Counts since the log was opened. */
  stats(): LogStats;
  /** Commits or spools what waits, and lets the database go. Idempotent. */
  close(): Promise<void>;
}

/** Counts of a log since it was opened; `waiting`, `spooled` and `away` are of this moment. */
export interface LogStats {
  readonly committed: number;
  /** Handed over, not yet committed. */
  readonly waiting: number;
  /** In the spool file, to be committed when the database is back. */
  readonly spooled: number;
  /** Lost because the spool was full or could not be written: exact. */
  readonly dropped: number;
  /** Rows that the database cannot hold (each alone: their batches were kept). */
  readonly refused: number;
  /** The newest of the refused rows and why, at most 20. */
  readonly refusals: readonly Refusal[];
  /** Why nothing can be committed now; `null` when all is well. */
  readonly away: string | null;
}

/** A row that could not be stored for a reason of its own. */
export interface Refusal {
  readonly id: string;
  readonly reason: string;
}
