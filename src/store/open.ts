import { randomUUID } from 'node:crypto';
import { mwError, type Clock } from '../core/index.js';
import { failpoint } from './failpoint.js';
import { SCHEMA } from './migrations/index.js';
import { migrate, refuseNewer, schemaOf } from './migrations/migrate.js';
import type { Opened } from './opened.js';
import { openPostgres } from './postgres/opened.js';
import { once } from './requests.js';
import { openFile } from './sqlite/opened.js';
import type { Store } from './store.js';
import { patiently, transact, WAIT_MS, type Attempting } from './transact.js';

/** A server that does not answer when it is first asked is more likely absent than restarting. */
const FIRST_WAIT_MS = 1000;

/** Where the store is, and whose clock it goes by. */
export interface StoreOptions {
  /** The project's folder; its state lies in `.millwright` inside. Must exist. */
  readonly root: string;
  /** `postgres://…`: the database of a team. Absent: SQLite in the project's folder. */
  readonly databaseUrl?: string | undefined;
  /** PostgreSQL: the schema that holds the tables, made when missing. Default `public`. */
  readonly schema?: string;
  readonly clock: Clock;
  /** How long to wait for another's lock, or for a server that does not answer, before giving up. Default 5000. */
  readonly waitMs?: number;
  /** How much of that time may go by in waiting for a server that is gone. Default: all of it. */
  readonly lostMs?: number | undefined;
  /** Ends waiting for locks and servers. */
  readonly signal?: AbortSignal;
}

/**
 * Opens the project's database, makes it when there is none, and takes an older one forward.
 * Several processes may open it at once, and several may use it. A newer database is refused untouched.
 *
 * ```ts
 * await using store = await openStore({ root: '.', clock: systemClock });
 * ```
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const waitMs = options.waitMs ?? WAIT_MS;
  const opened = options.databaseUrl
    ? await openPostgres(options.databaseUrl, options.schema ?? 'public', waitMs)
    : await openFile(options.root, waitMs);
  try {
    await bringForward(opened, options);
  } catch (error) {
    await opened.db.destroy();
    throw error;
  }
  return storeOf(opened, options);
}

async function bringForward(opened: Opened, options: StoreOptions): Promise<void> {
  const { engine, location } = opened;
  const how = attempting(opened, options);
  const firstMs = engine === 'postgres' ? Math.min(how.waitMs, FIRST_WAIT_MS) : how.waitMs;
  const found = await transact({ ...how, waitMs: firstMs, access: 'read only' }, (tx) => schemaOf(tx, engine));
  refuseNewer(found, location);
  await patiently(how, opened.settle);
  if (found === SCHEMA) return;
  await transact(how, async (tx) => {
    await opened.queue(tx);
    await opened.place(tx);
    await migrate(tx, engine, location);
  });
  failpoint('migrate.committed');
}

function attempting({ db, readFailure, waitMs, location }: Opened, { lostMs = waitMs, signal }: StoreOptions): Attempting {
  return {
    db,
    readFailure,
    waitMs,
    lostMs,
    access: 'read write',
    repeatable: true,
    uncertain: (failure) => mwError('MW_STORE_UNCERTAIN', { database: location, reason: failure.error.message }, { where: location }),
    signal,
  };
}

function storeOf(opened: Opened, options: StoreOptions): Store {
  const { engine, location, db, queue } = opened;
  const how = attempting(opened, options);
  const read: Store['read'] = (work, { lostMs = how.lostMs } = {}) => transact({ ...how, access: 'read only', lostMs }, work);
  const close = async (): Promise<void> => db.destroy();
  return {
    engine,
    location,
    read,
    write: (work, { key, append } = {}) => {
      if (append) return transact(how, work);
      // Only a server can lose a connection between our COMMIT and its answer.
      const request = key ?? (engine === 'postgres' ? randomUUID() : undefined);
      return transact(how, async (tx) => {
        await queue(tx);
        return request === undefined ? work(tx) : once(tx, request, options.clock(), work);
      });
    },
    inspect: async () => ({ engine, location, schema: await read((tx) => schemaOf(tx, engine)), ...(await opened.inspect()) }),
    close,
    [Symbol.asyncDispose]: close,
  };
}
