import { Kysely, sql } from 'kysely';
import type { Opened } from '../opened.js';
import type { Tables } from '../schema.js';
import { postgresFailure } from './failure.js';
import { inspectPostgres } from './inspect.js';
import { databaseName, makeSchema, postgresDialect } from './open.js';

/** PostgreSQL by URL. */
export async function openPostgres(url: string, schema: string, waitMs: number): Promise<Opened> {
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
