import type { Json } from '../../core/index.js';

/** One answer of a served version, as the log keeps it. */
export interface LoggedPrediction {
  /** UUIDv7. */
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

/** What became true of a prediction. */
export interface Outcome {
  /** Id of the prediction. */
  readonly id: string;
  /** The label in the data's own spelling, or a regression's number. */
  readonly value: string | number | boolean;
  /** When it became true, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** How a batch of predictions fared: `logged` only after the commit that holds it. */
export type Logged = boolean;

/** Where served predictions go. `append` never throws for a database that is away: rows wait in a bounded spool, and drops are counted. */
export interface PredictionLog extends AsyncDisposable {
  /** Resolves `true` once the rows are committed, `false` when they wait in the spool or were dropped. Order is kept per process. */
  append(rows: readonly LoggedPrediction[]): Promise<Logged>;
  /** Counts since the log was opened. */
  stats(): LogStats;
}

/** Counts of a log since it was opened; `waiting` and `spooled` are of this moment. */
export interface LogStats {
  readonly committed: number;
  /** Handed over, not yet committed. */
  readonly waiting: number;
  /** In the spool file. */
  readonly spooled: number;
  /** Lost because the spool was full: exact. */
  readonly dropped: number;
}
