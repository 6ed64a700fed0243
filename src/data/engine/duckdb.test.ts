import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from './engine.js';
import { openEngine } from './duckdb.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 2 });
});
afterAll(() => engine[Symbol.asyncDispose]());

const mixed = `SELECT
  CASE WHEN i % 3 = 0 THEN NULL ELSE i / 4.0::DOUBLE END AS d,
  CASE WHEN i % 5 = 0 THEN NULL ELSE 't' || i END AS s,
  CASE WHEN i % 7 = 0 THEN NULL ELSE i % 2 = 0 END AS b,
  CASE WHEN i % 11 = 0 THEN NULL ELSE make_timestamp(i * 1000000 + 999) END AS t,
  CASE WHEN i % 13 = 0 THEN NULL ELSE DATE '1970-01-01' + i::INTEGER END AS day,
  i::BIGINT AS long, i::INTEGER AS int
  FROM range(5000) r(i)`;

describe('columns', () => {
  it('reads typed columns with nulls, over many chunks', async () => {
    const block = await engine.columns(mixed);
    expect(block.rows).toBe(5000);
    const [d, s, b, t, day] = [block.number('d'), block.text('s'), block.bool('b'), block.number('t'), block.number('day')];
    for (let i = 0; i < 5000; i++) {
      expect([d[i], s[i], b[i], t[i], day[i], block.number('long')[i], block.number('int')[i]]).toEqual([
        i % 3 === 0 ? Number.NaN : i / 4,
        i % 5 === 0 ? null : `t${i}`,
        i % 7 === 0 ? 255 : i % 2 === 0 ? 1 : 0,
        i % 11 === 0 ? Number.NaN : i * 1000,
        i % 13 === 0 ? Number.NaN : i * 86_400_000,
        i,
        i,
      ]);
    }
  });

  it('rounds times before 1970 down to the millisecond', async () => {
    const block = await engine.columns("SELECT TIMESTAMP '1969-12-31 23:59:59.9985' AS t, DATE '1969-12-31' AS d");
    expect([block.number('t')[0], block.number('d')[0]]).toEqual([-2, -86_400_000]);
  });

  it('has every column even without rows', async () => {
    const block = await engine.columns(`${mixed} WHERE i < 0`);
    expect([block.rows, block.number('d').length, block.text('s').length, block.bool('b').length]).toEqual([0, 0, 0, 0]);
  });

  it('says which columns there are', async () => {
    const block = await engine.columns('SELECT 1::DOUBLE AS a');
    expect(() => block.number('b')).toThrow('no column "b"; it has a');
    expect(() => block.text('a')).toThrow('"a" is no text');
  });
});

describe('chunks', () => {
  it('gives the rows in order, and other queries may run meanwhile', async () => {
    const seen: number[] = [];
    for await (const block of engine.chunks('SELECT i::DOUBLE AS i FROM range(10000) r(i)')) {
      expect(await engine.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      seen.push(...block.number('i'));
    }
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
  });

  it('may be left early', async () => {
    for await (const block of engine.chunks('SELECT i::DOUBLE AS i FROM range(1000000) r(i)')) {
      expect(block.rows).toBeGreaterThan(0);
      break;
    }
    expect(await engine.rows('SELECT 2 AS two')).toEqual([{ two: 2 }]);
  });
});

describe('append', () => {
  it('gives back what was put in', async () => {
    const n = 4099;
    const columns = {
      d: Float64Array.from({ length: n }, (_, i) => (i % 4 === 0 ? Number.NaN : i / 3)),
      i: Int32Array.from({ length: n }, (_, i) => i - 5),
      b: Uint8Array.from({ length: n }, (_, i) => [0, 1, 255][i % 3]),
      s: Array.from({ length: n }, (_, i) => (i % 6 === 0 ? null : `ß😀${i}`)),
    };
    await engine.append('put', columns);
    const block = await engine.columns('SELECT * FROM put');
    expect(block.number('d')).toEqual(columns.d);
    expect([...block.number('i')]).toEqual([...columns.i]);
    expect(block.bool('b')).toEqual(columns.b);
    expect(block.text('s')).toEqual(columns.s);
  });

  it('refuses columns of different lengths', async () => {
    await expect(engine.append('uneven', { a: new Float64Array(2), b: new Float64Array(3) })).rejects.toThrow();
  });
});

describe('failures', () => {
  it('hides the words of the engine, and keeps them as the cause', async () => {
    const error = await engine.run("SELECT * FROM 'secret/path.csv'").catch((e: unknown) => e as Error);
    expect(error).toMatchObject({ code: 'MW_DATA_ENGINE' });
    expect(error!.message).not.toContain('secret');
    expect(String((error!.cause as Error).message)).toContain('secret');
  });

  it('stops when the signal says so', async () => {
    const stop = new AbortController();
    const slow = engine.run('SELECT sum(a.i * b.i) FROM range(1000000) a(i), range(100000) b(i)', { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(slow).rejects.toMatchObject({ code: 'MW_INTERRUPTED' });
    await expect(engine.run('SELECT 1', { signal: stop.signal })).rejects.toMatchObject({ code: 'MW_INTERRUPTED' });
    expect(await engine.rows('SELECT 3 AS three')).toEqual([{ three: 3 }]);
  });

  it('does not load what would reach the network', async () => {
    await expect(engine.run("SELECT * FROM 'https://example.com/a.parquet'")).rejects.toMatchObject({ code: 'MW_DATA_ENGINE' });
    await expect(engine.run('INSTALL httpfs')).rejects.toMatchObject({ code: 'MW_DATA_ENGINE' });
  });
});

it('gives rows by column name, whatever the name', async () => {
  await using engine = await openEngine();
  const [row] = await engine.rows('SELECT 1 AS "__proto__", 2 AS "constructor"');
  expect(Object.entries(row)).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ]);
});

const current = async (): Promise<unknown> => (await engine.rows("SELECT current_setting('threads') AS n"))[0]['n'];

describe('threads', () => {
  it('holds while work runs, nested or not, and comes back', async () => {
    await engine.threads(1, async () => {
      expect(await current()).toBe(1);
      await engine.threads(2, async () => expect(await current()).toBe(1));
      expect(await current()).toBe(1);
    });
    expect(await current()).toBe(2);
  });

  it('comes back after an error', async () => {
    await expect(engine.threads(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await current()).toBe(2);
  });
});

it('removes its temporary folder', async () => {
  const other = await openEngine();
  expect(existsSync(other.tempDir)).toBe(true);
  await other[Symbol.asyncDispose]();
  expect(existsSync(other.tempDir)).toBe(false);
});

it('spills to disk under a memory limit, and says when even that is not enough', async () => {
  await using small = await openEngine({ memoryLimitMb: 64, threads: 1 });
  await small.run('CREATE TABLE big AS SELECT i, hash(i) AS a, hash(i + 1) AS b, hash(i + 2) AS c FROM range(6000000) r(i)');
  expect(await small.rows('SELECT count(*) AS n, max(i) AS m FROM big')).toEqual([{ n: 6_000_000, m: 5_999_999 }]);
  await expect(small.run("SELECT list(i || repeat('x', 100)) FROM big")).rejects.toMatchObject({ code: 'MW_DATA_MEMORY' });
});
