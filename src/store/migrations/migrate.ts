import { sql } from 'kysely';
import { mwError } from '../../core/index.js';
import { failpoint } from '../failpoint.js';
import type { Tx } from '../schema.js';
import type { Engine } from '../store.js';
import { migrations, SCHEMA } from './index.js';

/** How many migrations a database has had: 0 when it is new. */
export async function schemaOf(tx: Tx, engine: Engine): Promise<number> {
  const made =
    engine === 'sqlite'
      ? await sql`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'mw_meta'`.execute(tx)
      : await sql`SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'mw_meta'`.execute(tx);
  if (made.rows.length === 0) return 0;
  const row = await tx.selectFrom('mw_meta').select('value').where('key', '=', 'schema').executeTakeFirst();
  return Number(row?.value ?? 0);
}

/** Raises `MW_STORE_NEWER` when another version has taken the database further than this one knows. */
export function refuseNewer(found: number, path: string): void {
  if (found > SCHEMA) throw mwError('MW_STORE_NEWER', { path, found, known: SCHEMA }, { where: path });
}

/**
 * Takes the database to the schema that this version knows, inside the caller's transaction: a crash leaves it where it was.
 * The caller holds the write lock, so of two processes that open at once the second finds the work done.
 */
export async function migrate(tx: Tx, engine: Engine, path: string): Promise<void> {
  const found = await schemaOf(tx, engine);
  refuseNewer(found, path);
  if (found === SCHEMA) return;
  failpoint('migrate.begun');
  if (found === 0) {
    await tx.schema
      .createTable('mw_meta')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute();
    await tx.insertInto('mw_meta').values({ key: 'schema', value: '0' }).execute();
  }
  for (const step of migrations.slice(found)) {
    await step(tx, engine);
    failpoint('migrate.stepped');
  }
  await tx
    .updateTable('mw_meta')
    .set({ value: String(SCHEMA) })
    .where('key', '=', 'schema')
    .execute();
  failpoint('migrate.recorded');
}
