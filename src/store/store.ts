import type { Tx } from './schema.js';

/** The two databases that a store can live in. */
export type Engine = 'sqlite' | 'postgres';

/** What `doctor` tells about the database. */
export interface StoreHealth {
  readonly engine: Engine;
  /** The file, or the server without its password. */
  readonly location: string;
  /** Migrations applied. */
  readonly schema: number;
  readonly engineVersion: string;
  /** Whether the database's own integrity check passed (SQLite), or the server answered (PostgreSQL). */
  readonly intact: boolean;
  /** Where a promise of durability does not hold here, one sentence each; empty when all hold. */
  readonly warnings: readonly string[];
}

/**
 * The database behind a project. All reading and writing goes through the table functions inside one of the two
 * transactions here; both engines behave alike.
 */
export interface Store extends AsyncDisposable {
  readonly engine: Engine;
  /** The file, or the server without its password. */
  readonly location: string;
  /**
   * Runs `work` on one consistent snapshot. It may run more than once; it must not wait for another `read` or `write`. With `lostMs`, a server
   * that is gone is waited for so long at most: for those who ask again soon.
   */
  read<T>(work: (tx: Tx) => Promise<T>, options?: { readonly lostMs?: number }): Promise<T>;
  /**
   * Runs `work` as one change: all of it or nothing, alone (all changes of all processes stand in one line), durable when
   * the promise resolves. It may run more than once, so it must not act outside the transaction, and must not wait for
   * another `read` or `write`. The answer must be JSON: with a `key`, a change that already took effect under the same key
   * is not repeated, its first answer is given again (kept for 7 days). With `append`, `work` only adds rows under keys of
   * their own and does nothing the second time: the change then stands in no line and keeps no answer, which on PostgreSQL
   * spares four round trips.
   */
  write<T>(work: (tx: Tx) => Promise<T>, options?: { readonly key?: string; readonly append?: true }): Promise<T>;
  inspect(): Promise<StoreHealth>;
  /** Lets the file or the connections go. Idempotent. */
  close(): Promise<void>;
}
