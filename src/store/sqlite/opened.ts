import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { Opened } from '../opened.js';
import type { Tables } from '../schema.js';
import { nodeSqliteDialect } from './dialect.js';
import { sqliteFailure } from './failure.js';
import { inspectSqlite } from './inspect.js';
import { openSqlite, settleSqlite, stateFolder } from './open.js';

/** SQLite in the project's `.millwright` folder. */
export async function openFile(root: string, waitMs: number): Promise<Opened> {
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
