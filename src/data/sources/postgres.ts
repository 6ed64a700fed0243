import type { Client } from 'pg';
import { mwError } from '../../core/index.js';
import { ident } from '../engine/sql.js';
import type { OpenContext, OpenSource } from './open.js';
import { postgresFailure } from './postgres-failure.js';
import { postgresAddress } from './postgres-url.js';
import type { PostgresSource } from './source.js';
import { stage, type StagedRow } from './stage.js';

const BLOCK = 2048;
const BOOL_OID = 16;

/**
 * Opens a PostgreSQL table or query: read through a cursor in one read-only snapshot, so it may be larger than memory.
 * Rows come in a reproducible order: by `orderBy`, else by a table's primary key, else by the text of the whole row;
 * a query that says `ordered` is taken as it is.
 */
export async function openPostgres(source: PostgresSource, context: OpenContext): Promise<OpenSource> {
  const label = source.table === undefined ? 'the query' : `the table ${JSON.stringify(source.table)}`;
  if ((source.table === undefined) === (source.query === undefined))
    throw mwError('MW_DATA_SOURCE', { reason: 'postgres takes a table or a query' });
  const urlEnv = source.urlEnv ?? 'DATABASE_URL';
  const url = source.url ?? context.env[urlEnv];
  if (url === undefined || url === '') throw mwError('MW_DATA_POSTGRES_URL', { reason: `the environment variable ${urlEnv} is not set` });
  const address = postgresAddress(url);
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    ...address,
    types: { getTypeParser: () => (value: string) => value } as never,
    application_name: 'millwright',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await begin(client);
    const staged = await stage(context.engine, label, cursorBlocks(client, await selection(client, source)), context.signal);
    if (staged.rows === 0) throw mwError('MW_DATA_SOURCE', { reason: `${label} has no rows` });
    return { label, relation: staged.relation, columns: staged.columns, fingerprint: async () => staged.digest, failure: (error) => error };
  } catch (error) {
    throw error instanceof Error && error.name === 'MillwrightError' ? error : postgresFailure(label, error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** One snapshot for all blocks, and one spelling of times and floats whatever the server's settings. */
async function begin(client: Client): Promise<void> {
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  for (const setting of ["timezone = 'UTC'", "datestyle = 'ISO, YMD'", 'extra_float_digits = 1', "client_encoding = 'UTF8'"])
    await client.query(`SET LOCAL ${setting}`);
}

async function selection(client: Client, source: PostgresSource): Promise<string> {
  if (source.ordered === true && source.query !== undefined) return withoutEnd(source.query);
  const from = source.table === undefined ? `(${withoutEnd(source.query!)})` : source.table.split('.').map(ident).join('.');
  const order = source.orderBy ?? (source.table === undefined ? [] : await primaryKey(client, from));
  return `SELECT * FROM ${from} AS q ORDER BY ${order.length > 0 ? order.map((name) => `q.${ident(name)}`).join(', ') : 'q::text COLLATE "C"'}`;
}

const withoutEnd = (query: string): string => query.trim().replace(/;\s*$/, '');

async function primaryKey(client: Client, table: string): Promise<readonly string[]> {
  const found = await client.query<{ name: string }>(
    `SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int[], a.attnum::int)`,
    [table],
  );
  return found.rows.map((r) => r.name);
}

async function* cursorBlocks(client: Client, select: string): AsyncGenerator<readonly StagedRow[]> {
  await client.query(`DECLARE mw_rows NO SCROLL CURSOR FOR ${select}`);
  for (;;) {
    const { rows, fields } = await client.query<(string | null)[]>({ text: `FETCH ${BLOCK} FROM mw_rows`, rowMode: 'array' });
    const spelt = fields.map((f) =>
      f.dataTypeID === BOOL_OID ? (cell: string | null) => (cell === null ? null : String(cell === 't')) : (cell: string | null) => cell,
    );
    yield rows.map((row) => Object.fromEntries(fields.map((f, i) => [f.name, spelt[i](row[i])])));
    if (rows.length < BLOCK) return;
  }
}
