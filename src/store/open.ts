import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { mwError, type Clock } from '../core/index.js';
import type { ReadFailure } from './failure.js';
import { failpoint } from './failpoint.js';
import { SCHEMA } from './migrations/index.js';
import { migrate, refuseNewer, schemaOf } from './migrations/migrate.js';
import { once } from './requests.js';
import { inspectPostgres } from './postgres/inspect.js';
import { databaseName, makeSchema, postgresDialect } from './postgres/open.js';
import { postgresFailure } from './postgres/failure.js';
import type { Tables, Tx } from './schema.js';
import { nodeSqliteDialect } from './sqlite/dialect.js';
import { sqliteFailure } from './sqlite/failure.js';
import { inspectSqlite } from './sqlite/inspect.js';
import { openSqlite, settleSqlite, stateFolder } from './sqlite/open.js';
import type { Engine, Store, StoreHealth } from './store.js';
import { patiently, transact, WAIT_MS, type Attempting } from './transact.js';

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
  /** Ends waiting for locks and servers. */
  readonly signal?: AbortSignal;
}

interface Opened {
  readonly engine: Engine;
  readonly location: string;
  readonly db: Kysely<Tables>;
  readonly readFailure: ReadFailure;
  readonly waitMs: number;
  /** Applies settings, after a newer schema was ruled out. */
  readonly settle: () => void;
  /** Makes the place for the tables, inside the change that makes them. */
  readonly place: (tx: Tx) => Promise<void>;
  /** Takes the place of this change in the one line of all changes. */
  readonly queue: (tx: Tx) => Promise<unknown>;
  readonly inspect: () => Promise<Pick<StoreHealth, 'engineVersion' | 'intact' | 'warnings'>>;
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
    await bringForward(opened, options.signal);
  } catch (error) {
    await opened.db.destroy();
    throw error;
  }
  return storeOf(opened, options);
}

async function bringForward(opened: Opened, signal: AbortSignal | undefined): Promise<void> {
  const { engine, location } = opened;
  const how = attempting(opened, signal);
  const found = await transact({ ...how, access: 'read only' }, (tx) => schemaOf(tx, engine));
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

function attempting({ db, readFailure, waitMs, location }: Opened, signal: AbortSignal | undefined): Attempting {
  return {
    db,
    readFailure,
    waitMs,
    access: 'read write',
    repeatable: true,
    uncertain: (failure) => mwError('MW_STORE_UNCERTAIN', { database: location, reason: failure.error.message }, { where: location }),
    signal,
  };
}

function storeOf(opened: Opened, { clock, signal }: StoreOptions): Store {
  const { engine, location, db, queue } = opened;
  const how = attempting(opened, signal);
  const read: Store['read'] = (work) => transact({ ...how, access: 'read only' }, work);
  const close = async (): Promise<void> => db.destroy();
  return {
    engine,
    location,
    read,
    write: (work, { key } = {}) => {
      // Only a server can lose a connection between our COMMIT and its answer.
      const request = key ?? (engine === 'postgres' ? randomUUID() : undefined);
      return transact(how, async (tx) => {
        await queue(tx);
        return request === undefined ? work(tx) : once(tx, request, clock(), work);
      });
    },
    inspect: async () => ({ engine, location, schema: await read((tx) => schemaOf(tx, engine)), ...(await opened.inspect()) }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function openFile(root: string, waitMs: number): Promise<Opened> {
  const location = join(await stateFolder(root), 'millwright.db');
  const database = openSqlite(location);
  return {
    engine: 'sqlite',
    location,
    db: new Kysely<Tables>({ dialect: nodeSqliteDialect(database) }),
    readFailure: sqliteFailure(location, waitMs),
    waitMs,
    settle: () => settleSqlite(database),
    place: async () => {},
    queue: async () => {},
    inspect: async () => inspectSqlite(database),
  };
}

async function openPostgres(url: string, schema: string, waitMs: number): Promise<Opened> {
  const location = databaseName(url);
  const db = new Kysely<Tables>({ dialect: await postgresDialect(url, schema, waitMs) });
  return {
    engine: 'postgres',
    location,
    db,
    readFailure: postgresFailure(location, waitMs),
    waitMs,
    settle: () => {},
    place: (tx) => makeSchema(tx, schema),
    queue: (tx) => sql`SELECT pg_advisory_xact_lock(hashtextextended(${`millwright ${schema}`}, 0))`.execute(tx),
    inspect: () => inspectPostgres(db),
  };
}
