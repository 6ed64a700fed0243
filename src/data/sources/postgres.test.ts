import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MillwrightError } from '../../core/index.js';
import type { Engine } from '../engine/engine.js';
import { openEngine } from '../engine/duckdb.js';
import { loadTable } from '../load/load.js';
import type { Schema } from '../schema.js';
import { t } from '../types.js';
import { postgresAddress } from './postgres-url.js';
import type { PostgresSource } from './source.js';

const databaseUrl = process.env['MILLWRIGHT_TEST_DATABASE_URL'];

const ascending = (list: unknown[]): boolean =>
  list.length === 5000 && list.every((x, i) => i === 0 || (list[i - 1] as number) < (x as number));

describe('the URL of a server', () => {
  it('is taken apart', () => {
    expect(postgresAddress('postgres://u%40x:p%2Fw@db.example:5433/my%20db?sslmode=verify-full&connect_timeout=3')).toEqual({
      host: 'db.example',
      port: 5433,
      user: 'u@x',
      password: 'p/w',
      database: 'my db',
      ssl: { rejectUnauthorized: true },
      connectionTimeoutMillis: 3000,
    });
    expect(postgresAddress('postgresql://u@localhost/d?host=/run/postgresql')).toMatchObject({
      host: '/run/postgresql',
      port: 5432,
      ssl: false,
    });
  });

  it.each([
    '',
    'localhost',
    'http://u:p@h/d',
    'postgres://h/d',
    'postgres://u:p@h',
    'postgres://u:p@h/d?sslkey=/etc/passwd',
    'postgres://u:p@h/d?options=-c',
    'postgres://u:p@h/d?sslmode=maybe',
    'postgres://u:p@h/d?host=other',
    'postgres://u:p@h/d?connect_timeout=0',
  ])('is refused: %s', (url) => {
    const error = (() => {
      try {
        return postgresAddress(url);
      } catch (e) {
        return e as MillwrightError;
      }
    })();
    expect(error).toMatchObject({ code: 'MW_DATA_POSTGRES_URL' });
    expect(String((error as Error).message)).not.toContain('u:p@');
  });
});

describe('without a server', () => {
  it('says which variable is missing, and that nobody answers, without the secret', async () => {
    await using engine = await openEngine();
    const load = (env: Record<string, string>, source: Partial<PostgresSource> = {}) =>
      loadTable(
        engine,
        { source: { kind: 'postgres', table: 'x', ...source }, schema: { id: t.id() }, checks: [], joins: [] },
        { mode: 'training', root: '.', env },
      ).catch((e: MillwrightError) => e);
    expect(await load({})).toMatchObject({ code: 'MW_DATA_POSTGRES_URL', message: expect.stringContaining('DATABASE_URL is not set') });
    expect(await load({}, { query: 'SELECT 1' })).toMatchObject({ code: 'MW_DATA_SOURCE' });
    const error = (await load({ DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/d' })) as MillwrightError;
    expect(error).toMatchObject({
      code: 'MW_DATA_POSTGRES',
      message: 'PostgreSQL refused the table "x": no server answers at this address',
    });
    expect(JSON.stringify([error.toJSON(), error.params, String(error.cause), error.stack])).not.toMatch(/hush/);
  });
});

describe.skipIf(!databaseUrl)('with a server (needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
  const schemaName = `mw_postgres_${process.pid}`;
  let engine: Engine;
  let client: pg.Client;
  beforeAll(async () => {
    engine = await openEngine();
    client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`CREATE SCHEMA ${schemaName}`);
    await client.query(`SET search_path = ${schemaName}; SET timezone = 'Asia/Kolkata'; SET datestyle = 'SQL, DMY'`);
  });
  afterAll(async () => {
    await client.query(`DROP SCHEMA ${schemaName} CASCADE`);
    await client.end();
    await engine[Symbol.asyncDispose]();
  });
  const load = async (source: Partial<PostgresSource>, schema: Schema): Promise<object[]> => {
    const loaded = await loadTable(
      engine,
      { source: { kind: 'postgres', urlEnv: 'PG', ...source }, schema, checks: [], joins: [] },
      { mode: 'training', root: '.', env: { PG: databaseUrl } },
    );
    return [...(await engine.rows(`SELECT * FROM "${loaded.relation}" ORDER BY rowid`))];
  };

  const columnOf = async (source: Partial<PostgresSource>, name: string): Promise<unknown[]> =>
    (await load(source, { k: t.int(), v: t.int() })).map((r) => (r as Record<string, unknown>)[name]);

  it('reads typed columns whatever the server prints by default', async () => {
    await client.query(
      `CREATE TABLE typed (id bigint, n int4, d numeric, f float8, b bool, at timestamptz, local timestamp, day date, j jsonb, none text)`,
    );
    await client.query(
      `INSERT INTO typed VALUES (9007199254740993, 3, 2.50, 0.1, true, '2024-01-01 00:00:00+02', '2024-01-01 00:00:00.5', '2024-02-29', '{"a": 1}', NULL)`,
    );
    const schema = {
      id: t.id(),
      n: t.int(),
      d: t.number(),
      f: t.number(),
      b: t.bool(),
      at: t.timestamp(),
      local: t.timestamp(),
      day: t.date(),
      j: t.text(),
      none: t.text().nullable(),
    };
    expect(await load({ table: `${schemaName}.typed` }, schema)).toEqual([
      {
        id: '9007199254740993',
        n: 3,
        d: 2.5,
        f: 0.1,
        b: true,
        at: new Date('2023-12-31T22:00:00Z'),
        local: new Date('2024-01-01T00:00:00.500Z'),
        day: new Date('2024-02-29'),
        j: '{"a": 1}',
        none: null,
      },
    ]);
  });

  it('reads a table in the order of its primary key, else of the whole row, or as told', async () => {
    await client.query(
      'CREATE TABLE keyed (v int, k int PRIMARY KEY); INSERT INTO keyed SELECT 6000 - i, (i * 7919) % 5003 FROM generate_series(1, 5000) i',
    );
    await client.query('CREATE TABLE loose AS SELECT v, k FROM keyed');
    expect(ascending(await columnOf({ table: `${schemaName}.keyed` }, 'k'))).toBe(true);
    expect(ascending(await columnOf({ table: `${schemaName}.loose`, orderBy: ['v'] }, 'v'))).toBe(true);
    expect(ascending(await columnOf({ query: `SELECT * FROM ${schemaName}.loose ORDER BY v`, ordered: true }, 'v'))).toBe(true);
    const [once, twice] = [
      await columnOf({ table: `${schemaName}.loose` }, 'k'),
      await columnOf({ query: `SELECT * FROM ${schemaName}.loose;` }, 'k'),
    ];
    expect(once).toEqual(twice);
  });

  it.each<[string, Partial<PostgresSource>, RegExp]>([
    ['a table that is not there', { table: 'nowhere' }, /there is no such table/],
    ['a query that is no SQL', { query: 'SELEC 1' }, /the SQL is not right/],
    ['a query that writes', { query: 'DELETE FROM pg_class RETURNING *' }, /the SQL is not right|code/],
  ])('refuses %s', async (_name, source, message) => {
    await expect(load(source, { id: t.id() })).rejects.toMatchObject({ code: 'MW_DATA_POSTGRES', message: expect.stringMatching(message) });
  });

  it('refuses a table without rows, and a wrong password without repeating it', async () => {
    await client.query('CREATE TABLE empty (id int)');
    await expect(load({ table: `${schemaName}.empty` }, { id: t.id() })).rejects.toMatchObject({ code: 'MW_DATA_SOURCE' });
    const url = new URL(databaseUrl!);
    url.password = 'not-the-password';
    const error = (await load({ table: 'x', url: url.href }, { id: t.id() }).catch((e: MillwrightError) => e)) as MillwrightError;
    if (error.code === 'MW_DATA_POSTGRES')
      expect(JSON.stringify([error.toJSON(), error.params, error.stack])).not.toMatch(/not-the-password/);
  });
});
