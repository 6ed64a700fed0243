import { statSync } from 'node:fs';
import { MillwrightError } from '../../core/index.js';
import { failpoint, type Store, type Tx } from '../../store/index.js';
import { addRecords } from './kinds.js';
import { within } from './within.js';

/** The log's own hold on the database: opened when it is first needed, let go when it fails, opened anew at the next use. */
export interface LogDatabase {
  /** Opens it unless it is open. */
  ready(): Promise<void>;
  /** Adds records (joined) in one durable change, and gives the ids of the events that were new; `also` takes part in it and may leave records out. */
  add(records: string, also?: (tx: Tx, records: string) => Promise<string>): Promise<readonly string[]>;
  /** What the database holds. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Any other change. */
  write(work: (tx: Tx) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Opening may take a migration, and limits its own waiting. */
const OPENING_MS = 5000;

/** `open` gives a store; whatever takes longer than `limitMs` counts as failed (it may still take effect: adding twice changes nothing). */
export function logDatabase(open: () => Promise<Store>, limitMs: number): LogDatabase {
  let held: { readonly store: Promise<Store>; file?: number } | undefined;

  const letGo = async (): Promise<void> => {
    const store = held?.store;
    held = undefined;
    if (store)
      await within(
        limitMs,
        store.then((opened) => opened.close()),
      ).catch(() => {});
  };
  const use = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const mine = (held ??= { store: open() });
    try {
      const store = await within(Math.max(OPENING_MS, limitMs), mine.store);
      mine.file ??= fileOf(store);
      const answer = await within(limitMs, work(store));
      // A database file that was removed or replaced takes changes without complaint, and nobody will ever read them.
      if (fileOf(store) !== mine.file) throw new Error(`${store.location} was removed or replaced`);
      return answer;
    } catch (error) {
      if (held === mine && !isBusy(error)) void letGo();
      throw error;
    }
  };
  return {
    ready: () => use(async () => {}),
    add: (records, also) =>
      use(async (store) => {
        const fresh = await store.write(
          async (tx) => {
            failpoint('log.begun');
            const added = await addRecords(tx, store.engine, also ? await also(tx, records) : records);
            failpoint('log.added');
            return added;
          },
          { append: true },
        );
        failpoint('log.committed');
        return fresh;
      }),
    read: (work) => use((store) => store.read(work)),
    write: (work) => use((store) => store.write(work)),
    close: letGo,
  };
}

const isBusy = (error: unknown): boolean => error instanceof MillwrightError && error.code === 'MW_STORE_BUSY';

/** SQLite: which file it is; a server's is none. */
const fileOf = (store: Store): number =>
  store.engine === 'sqlite' ? (statSync(store.location, { throwIfNoEntry: false })?.ino ?? Number.NaN) : 0;
