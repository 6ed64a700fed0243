import type { Refusal } from './prediction.js';

/** Between the records of a batch: valid between the items of a JSON list, and never inside a record. */
export const SEPARATOR = ',\n';

/** What the writer needs to know of a log. */
export interface WriterData {
  readonly root: string;
  readonly databaseUrl: string | undefined;
  readonly schema: string | undefined;
  /** Names the log's spool and its counts. */
  readonly id: string;
  readonly patienceMs: number;
  readonly maxSpoolBytes: number;
  /** Predictions older than this are removed; absent: none ever is. */
  readonly keepMs: number | undefined;
  /** Rows that an earlier writer of this log dropped. */
  readonly dropped: number;
}

/** To the writer: records to store, joined by {@link SEPARATOR}, one such message under way at a time; or the end. */
export type ToWriter = { readonly kind: 'rows'; readonly text: string; readonly rows: number } | { readonly kind: 'close' };

/** From the writer: the fate of the records that it was sent; or a change by itself; each with what it counts. */
export interface FromWriter {
  readonly kind: 'stored' | 'state' | 'closed';
  /** Indexes of the records that are not committed; absent when all are. */
  readonly uncommitted?: readonly number[] | 'all';
  /** Of those that are not committed: all of them are in the spool. */
  readonly kept?: boolean;
  /** Ids of the events that were new. */
  readonly fresh?: readonly string[];
  readonly counts: WriterCounts;
}

/** Counts since the writer began; `spooled` and `away` are of this moment. */
export interface WriterCounts {
  readonly committed: number;
  readonly spooled: number;
  readonly dropped: number;
  readonly refused: number;
  readonly refusals: readonly Refusal[];
  readonly away: string | null;
}
