import type { Json } from '../../core/index.js';

/** One answer of a served version, as the log keeps it. */
export interface LoggedPrediction {
  /** UUIDv7: {@link uuidv7}. */
  readonly id: string;
  readonly model: string;
  readonly version: number;
  /** When it was answered, milliseconds since 1970 UTC. */
  readonly at: number;
  /** How the request got to this version: `champion`, `version`, `canary`, `shadow`, `ab`, or the alias that was asked for. */
  readonly route: string;
  /** The value of the model's first id column; null where the request brought none. */
  readonly subject: string | null;
  /** The typed values of the inputs and the ids, by column: times in milliseconds, null where nothing is known. */
  readonly row: Readonly<Record<string, string | number | boolean | null>>;
  /** A regression's number, or the predicted label. */
  readonly value: number | string;
  /** binary: of the positive class; null otherwise. */
  readonly probability: number | null;
  /** multiclass: of each label, in the model's order; null otherwise. */
  readonly scores: readonly number[] | null;
  /** Where money is declared: the act, or '' for none; null otherwise. */
  readonly decision: string | null;
  readonly reasons: readonly Json[] | null;
  readonly latencyUs: number;
}

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
