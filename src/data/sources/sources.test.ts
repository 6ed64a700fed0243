import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { sourceCases, type SourceRow } from '../../testing/index.js';
import type { Engine } from '../engine/engine.js';
import { openEngine } from '../engine/duckdb.js';
import { ident, text } from '../engine/sql.js';
import type { Source } from './source.js';

const databaseUrl = process.env['MILLWRIGHT_TEST_DATABASE_URL'];
const env = { DATABASE_URL: databaseUrl };

let engine: Engine;
let root: string;
let places = 0;
beforeAll(async () => {
  engine = await openEngine();
  root = mkdtempSync(join(tmpdir(), 'millwright-sources-'));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

const file = (ending: string, content: string | Uint8Array): string => {
  const path = `place ${++places}[a]*${ending}`;
  writeFileSync(join(root, path), content);
  return path;
};

const csvText = (rows: readonly SourceRow[], delimiter = ',', end = '\n'): string =>
  [Object.keys(rows[0]), ...rows.map((r) => Object.values(r))]
    .map((cells) => cells.map((c) => (c !== null && /[\n"',;\t|]/.test(c) ? `"${c.replaceAll('"', '""')}"` : (c ?? ''))).join(delimiter))
    .join(end) + end;

/** Whole numbers as JSON numbers where JavaScript keeps them, as a writer would. */
const jsonCell = (cell: string | null): unknown => (cell !== null && /^-?[1-9]\d{0,14}$/.test(cell) ? Number(cell) : cell);
const jsonRow = (row: SourceRow): object => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, jsonCell(v)]));

const writers: Readonly<Record<string, (rows: readonly SourceRow[]) => Promise<Source> | Source>> = {
  csv: (rows) => ({ kind: 'csv', path: file('.csv', csvText(rows)) }),
  'csv with tabs, CRLF, a byte-order mark and gzip': (rows) => ({
    kind: 'csv',
    path: file('.csv.gz', gzipSync(`\ufeff${csvText(rows, '\t', '\r\n')}`)),
  }),
  'csv in UTF-16': (rows) => ({ kind: 'csv', path: file('.txt', Buffer.from(`\ufeff${csvText(rows, ';')}`, 'utf16le')) }),
  'json, one array': (rows) => ({ kind: 'json', path: file('.json', JSON.stringify(rows.map(jsonRow), null, 1)) }),
  'json lines': (rows) => ({ kind: 'json', path: file('.jsonl', rows.map((r) => `${JSON.stringify(jsonRow(r))}\n`).join('')) }),
  parquet: async (rows) => {
    const path = file('.parquet', '');
    const names = Object.keys(rows[0]);
    const table = engine.name('put');
    await engine.append(table, Object.fromEntries(names.map((n) => [n, rows.map((r) => r[n])])));
    await engine.run(`COPY (SELECT * FROM ${ident(table)}) TO ${text(join(root, path))} (FORMAT parquet)`);
    return { kind: 'parquet', path };
  },
  rows: (rows) => ({ kind: 'rows', rows: rows.map(jsonRow) as never }),
};

describe.each(Object.entries(writers))('%s', (_name, put) => {
  it.each(sourceCases)('$name', ({ run }) => run({ engine, root, put: async (rows) => put(rows) }));
});

describe.skipIf(!databaseUrl)('PostgreSQL (needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
  let client: pg.Client;
  const schema = `mw_sources_${process.pid}`;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`CREATE SCHEMA ${schema}`);
  });
  afterAll(async () => {
    await client.query(`DROP SCHEMA ${schema} CASCADE`);
    await client.end();
  });
  /** A hidden column keeps the order that the cases ask for. */
  const table = async (rows: readonly SourceRow[]): Promise<string> => {
    const name = `${schema}.place_${++places}`;
    const names = Object.keys(rows[0]);
    await client.query(`CREATE TABLE ${name} (mw_order serial PRIMARY KEY, ${names.map((n) => `${ident(n)} text`).join(', ')})`);
    const json = JSON.stringify(rows);
    await client.query(
      `INSERT INTO ${name} (${names.map(ident).join(', ')}) SELECT ${names.map((n) => `r ->> '${n}'`).join(', ')} FROM json_array_elements($1::json) WITH ORDINALITY AS t(r, o) ORDER BY o`,
      [json],
    );
    return name;
  };
  it.each(sourceCases)('a query: $name', ({ run }) =>
    run({
      engine,
      root,
      env,
      put: async (rows) => {
        const from = await table(rows);
        const names = Object.keys(rows[0])
          .map((n) => `q.${ident(n)}`)
          .join(', ');
        return { kind: 'postgres', query: `SELECT ${names} FROM ${from} q ORDER BY mw_order;`, ordered: true };
      },
    }),
  );
});
