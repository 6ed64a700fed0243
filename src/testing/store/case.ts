import type { Store } from '../../store/index.js';

/** What a case is given: a way to open one and the same database, new at the case's beginning, as often as it likes. */
export interface StoreSubject {
  /** The clock of every store that it opens. */
  now: number;
  open(): Promise<Store>;
  /** Runs one SQL statement on the database, behind the store's back. */
  execute(statement: string): Promise<unknown>;
}

/** One promise of a store. `run` rejects when it is broken. Independent of any test runner. */
export interface StoreCase {
  readonly name: string;
  readonly run: (subject: StoreSubject) => Promise<void>;
}
