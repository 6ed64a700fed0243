import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { openEngine } from '../engine/duckdb.js';
import { text } from '../engine/sql.js';
import { loadTable } from '../load/load.js';
import type { LoadedTable, LoadRun } from '../definition.js';
import type { Schema } from '../schema.js';
import { t } from '../types.js';

let engine: Engine;
let root: string;
beforeAll(async () => {
  engine = await openEngine();
  root = mkdtempSync(join(tmpdir(), 'millwright-parquet-'));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

const write = (select: string): Promise<void> => engine.run(`COPY (${select}) TO ${text(join(root, 'f.parquet'))} (FORMAT parquet)`);
const load = (schema: Schema, run: Partial<LoadRun> = {}): Promise<LoadedTable> =>
  loadTable(
    engine,
    { source: { kind: 'parquet', path: 'f.parquet' }, schema, checks: [], joins: [], maxBadRate: 1 },
    { mode: 'training', root, ...run },
  );
const rowsOf = async (loaded: LoadedTable) => engine.rows(`SELECT * FROM "${loaded.relation}" ORDER BY rowid`);

describe('typed columns', () => {
  it('become the types of the schema', async () => {
    await write(`SELECT 7::BIGINT AS id, 3::TINYINT AS i, 2.50::DECIMAL(10,2) AS d, 0.1::FLOAT AS f, true AS b, 5.0::DOUBLE AS k,
      TIMESTAMPTZ '2024-01-01 00:00:00+02' AS z, TIMESTAMP_NS '2024-01-01 00:00:00.5' AS n, DATE '2024-02-29' AS day, DATE '2024-02-29' AS at, [1, 2] AS list`);
    const loaded = await load({
      id: t.id(),
      i: t.int(),
      d: t.number(),
      f: t.number(),
      b: t.bool({ true: 'Y', false: 'N' }),
      k: t.id(),
      z: t.timestamp(),
      n: t.timestamp(),
      day: t.date(),
      at: t.timestamp({ format: '%d.%m.%Y' }),
      list: t.text(),
    });
    expect(await rowsOf(loaded)).toEqual([
      {
        id: '7',
        i: 3,
        d: 2.5,
        f: Math.fround(0.1),
        b: true,
        k: '5',
        z: new Date('2023-12-31T22:00:00Z'),
        n: new Date('2024-01-01T00:00:00.500Z'),
        day: new Date('2024-02-29'),
        at: new Date('2024-02-29'),
        list: '[1,2]',
      },
    ]);
  });

  it('keep ids of 64 bits, and note whole numbers that a double cannot hold', async () => {
    await write('SELECT 9007199254740993::BIGINT AS id, 9007199254740993::BIGINT AS v');
    const loaded = await load({ id: t.id(), v: t.int() }, { mode: 'predict' });
    expect([await rowsOf(loaded), loaded.notes]).toEqual([
      [{ id: '9007199254740993', v: 9007199254740992 }],
      ['1 number of "v" is not whole, although the schema says int'],
    ]);
    expect((await load({ id: t.id(), v: t.int() })).faults).toMatchObject([{ column: 'v', rule: 'range', count: 1 }]);
  });

  it('take NaN for nothing, and infinity and times without end for faults', async () => {
    await write("SELECT unnest(['nan', 'inf', '1']::DOUBLE[]) AS v, unnest(['2024-01-01', '2024-01-01', 'infinity']::TIMESTAMP[]) AS at");
    const loaded = await load({ v: t.number().nullable(), at: t.timestamp() });
    expect(loaded.faults.map((f) => [f.column, f.rule, f.sample.map((s) => s.row)])).toEqual([
      ['v', 'number', [2]],
      ['at', 'time', [3]],
    ]);
    expect(await rowsOf(loaded)).toEqual([{ v: null, at: new Date('2024-01-01') }]);
  });

  it('go through the grammar where they are text', async () => {
    await write("SELECT unnest(['1', ' 2 ', 'NA', 'x']) AS v");
    const loaded = await load({ v: t.number().nullable() });
    expect(await rowsOf(loaded)).toEqual([{ v: 1 }, { v: 2 }, { v: null }]);
    expect(loaded.quarantined).toBe(1);
  });
});

describe('what does not fit', () => {
  it('is refused: lists as numbers, bytes as anything', async () => {
    await write("SELECT [1, 2] AS list, {'a': 1} AS s, 'x'::BLOB AS bytes");
    await expect(load({ list: t.number() })).rejects.toMatchObject({ code: 'MW_DATA_COLUMN_TYPE' });
    await expect(load({ s: t.category() })).rejects.toMatchObject({ code: 'MW_DATA_COLUMN_TYPE' });
  });

  it('is a fault: a number as a bool, a moment as a day', async () => {
    await write("SELECT 2 AS b, TIMESTAMP '2024-01-01 12:00:00' AS day");
    expect((await load({ b: t.bool(), day: t.date() })).faults.map((f) => [f.column, f.rule])).toEqual([
      ['b', 'bool'],
      ['day', 'date'],
    ]);
  });

  it.each<[string, (whole: Buffer) => Buffer]>([
    ['a file that is no Parquet', () => Buffer.from('PAR1 but not really, only some text in its place')],
    ['a file that ends early', (whole) => whole.subarray(0, whole.length - 30)],
    ['a file without its pages', (whole) => Buffer.concat([Buffer.from('PAR1'), whole.subarray(whole.length - 8)])],
  ])('%s', async (_name, damage) => {
    await write('SELECT range AS v FROM range(100)');
    writeFileSync(join(root, 'f.parquet'), damage(readFileSync(join(root, 'f.parquet'))));
    const error = await load({ v: t.int() }).catch((e: Error & { code?: string }) => e);
    expect(error).toMatchObject({ code: 'MW_DATA_PARQUET', where: 'f.parquet' });
    expect((error as Error).message).not.toContain(root);
  });
});
