import type { Kysely } from 'kysely';
import type { ReadFailure } from './failure.js';
import type { Tables, Tx } from './schema.js';
import type { Engine, StoreHealth } from './store.js';

/** A database that was opened: all that differs between the engines. */
export interface Opened {
  readonly engine: Engine;
  readonly location: string;
  readonly db: Kysely<Tables>;
  readonly readFailure: ReadFailure;
  /** How long to wait for what may pass by itself. */
  readonly waitMs: number;
  /** Applies settings, after a newer schema was ruled out. */
  readonly settle: () => void;
  /** Makes the place for the tables, inside the change that makes them. */
  readonly place: (tx: Tx) => Promise<void>;
  /** Takes the place of this change in the one line of all changes. */
  readonly queue: (tx: Tx) => Promise<unknown>;
  readonly inspect: () => Promise<Pick<StoreHealth, 'engineVersion' | 'intact' | 'warnings'>>;
}
