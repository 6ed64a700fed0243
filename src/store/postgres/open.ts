import { CompiledQuery, PostgresDialect, sql, type Dialect } from 'kysely';
import { mwError } from '../../core/index.js';
import type { Tx } from '../schema.js';

const INT8 = 20;

/** `host:port/database`, for words and logs: never the user's password, nor any other part of the address. */
export function databaseName(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname || 'localhost'}${port ? `:${port}` : ''}${pathname}`;
  } catch {
    throw mwError('MW_STORE_UNREACHABLE', { database: 'the given address', reason: 'it is not a postgres:// URL' });
  }
}

/**
 * Kysely's dialect over a pool of at most 10 connections, each with a fixed search path and limits on the time that a
 * statement (30 s), a lock (`waitMs`) and an idle transaction (60 s) may take.
 * `bigint` (counts, times, sizes: all below 2^53 here) arrives as a number.
 */
export async function postgresDialect(url: string, schema: string, waitMs: number): Promise<Dialect> {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema))
    throw mwError('MW_STORE_UNREACHABLE', { database: databaseName(url), reason: `"${schema}" cannot be the name of a schema` });
  const { default: pg } = await import('pg');
  const getTypeParser = ((oid: number, format: 'text') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format))) as never;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'millwright',
    max: 10,
    connectionTimeoutMillis: waitMs,
    types: { getTypeParser },
  });
  // A connection that breaks fails the query under way, or is replaced at the next use; unheard, its event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const settings = {
    search_path: schema,
    statement_timeout: '30000',
    lock_timeout: String(waitMs),
    idle_in_transaction_session_timeout: '60000',
  };
  return new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      for (const [name, value] of Object.entries(settings))
        await connection.executeQuery(CompiledQuery.raw('SELECT set_config($1, $2, false)', [name, value]));
    },
  });
}

/** Makes the schema unless it is there; asking first spares a user who may not make schemas but was given one. */
export async function makeSchema(tx: Tx, schema: string): Promise<void> {
  const { rows } = await sql`SELECT 1 FROM pg_namespace WHERE nspname = ${schema}`.execute(tx);
  if (rows.length === 0) await sql`CREATE SCHEMA ${sql.id(schema)}`.execute(tx);
}
