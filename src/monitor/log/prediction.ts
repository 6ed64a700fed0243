import type { BehaviourEvent, LoggedPrediction, Slate } from '../../store/index.js';

export type { LoggedPrediction };

/** How a batch of predictions fared: `true` only after the commit that holds all of it. */
export type Logged = boolean;

/**
 * What became of an event: committed and new; there before; in the spool, durable here until the database is back; a row that the database cannot hold;
 * or stored nowhere.
 */
export type EventFate = 'taken' | 'known' | 'waiting' | 'refused' | 'lost';

/** Where served predictions go, recommended lists, and what users do. Nothing here throws for a database that is away: rows wait in a bounded spool, and drops are counted. */
export interface PredictionLog extends AsyncDisposable {
  /**
   * Resolves `true` once all rows are committed; `false` when some wait in the spool, were dropped or were refused. In the mode `async` it
   * resolves `false` at once: the rows are committed within its window, and until then `stats().waiting` counts them.
   */
  append(rows: readonly LoggedPrediction[]): Promise<Logged>;
  /** The same of recommended lists. */
  appendSlates(slates: readonly Slate[]): Promise<Logged>;
  /** Stores what users did; resolves when each event has its fate, in the mode `async` too. Their texts hold no U+0000 and no half characters, their numbers are finite. */
  addEvents(events: readonly BehaviourEvent[], receivedAt: number): Promise<readonly EventFate[]>;
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
