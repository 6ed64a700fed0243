import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../engine/duckdb.js';
import { loadTable } from '../load/load.js';
import type { CsvSource } from '../sources/source.js';
import { t } from '../types.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'millwright-ingest-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const schema = {
  id: t.id(),
  n: t.int().nullable(),
  x: t.number().nullable(),
  b: t.bool({ true: 'Yes', false: 'No' }).nullable(),
  s: t.category().nullable(),
  at: t.timestamp().nullable(),
  day: t.date().nullable(),
};

const quoted = (cell: string): string => (/[\n",\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('the two ways', () => {
  it('give the same table: a bad row at the end changes nothing about the rows before it', async () => {
    await using engine = await openEngine({ threads: 2 });
    const row = fc.tuple(
      fc.constantFrom('1', '007', ' k '),
      fc.constantFrom('', '3', ' -4', '5.0', '1e3', 'NA', '+7', '-0'),
      fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
        fc.constantFrom('', '.5', '5.', 'NaN', '?', '\t2', '\u00a03'),
      ),
      fc.constantFrom('Yes', 'No', 'true', 'false', '', 'None', ' Yes'),
      fc.string({ unit: fc.constantFrom(...' \t\u00a0ab!"\',ß😀\n'), maxLength: 4 }),
      fc.constantFrom('', '2024-02-29', '2024-02-29T10:00:00', '1969-12-31 23:59:59.9985', '2024-01-01 10:00:00+02', 'NA'),
      fc.constantFrom('', '2024-02-29', '1969-12-31', '2024-01-01 00:00:00'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const csv = [Object.keys(schema), ...rows].map((cells) => cells.map(quoted).join(',')).join('\n');
        writeFileSync(join(root, 'good.csv'), `${csv}\n`);
        writeFileSync(join(root, 'bad.csv'), `${csv}\nlast,x,x,x,x,x,x\n`);
        const read = async (path: string) => {
          const loaded = await loadTable(
            engine,
            { source: { kind: 'csv', path, delimiter: ',' }, schema, checks: [], joins: [], maxBadRate: 1 },
            { mode: 'training', root },
          );
          return { rows: await engine.rows(`SELECT * FROM "${loaded.relation}" ORDER BY rowid`), quarantined: loaded.quarantined };
        };
        const [good, bad] = [await read('good.csv'), await read('bad.csv')];
        expect(good.quarantined).toBe(0);
        expect(bad).toEqual({ rows: good.rows, quarantined: 1 });
      }),
      { numRuns: 40, seed: 2 },
    );
  });
});

describe('files larger than memory', () => {
  it('are read under a memory limit, order and sums kept, and temporary files go away', async () => {
    const path = join(root, 'big.csv');
    const file = await open(path, 'w');
    await file.write('id,x,s\n');
    const [blocks, perBlock] = [60, 20_000];
    for (let b = 0; b < blocks; b++) {
      await file.write(
        Array.from(
          { length: perBlock },
          (_, i) => `${b * perBlock + i},${(b * perBlock + i) % 1000}.25,${'text that fills the memory '.repeat(4)}${i}\n`,
        ).join(''),
      );
    }
    await file.close();
    const rows = blocks * perBlock;
    const temp = join(root, 'temp');
    const engine = await openEngine({ memoryLimitMb: 160, threads: 2, tempDir: temp });
    try {
      expect(statSync(path).size).toBeGreaterThan(130e6);
      const loaded = await loadTable(
        engine,
        { source: { kind: 'csv', path: 'big.csv' }, schema: { id: t.id(), x: t.number(), s: t.text() }, checks: [], joins: [] },
        { mode: 'training', root },
      );
      expect(loaded.rows).toBe(rows);
      const [sums] = await engine.rows(
        `SELECT sum(x) AS x, count(*) FILTER (WHERE id <> CAST(rowid AS VARCHAR)) AS moved FROM "${loaded.relation}"`,
      );
      expect(sums).toEqual({ x: rows * 499.5 + rows * 0.25, moved: 0 });
    } finally {
      await engine[Symbol.asyncDispose]();
    }
    expect(existsSync(temp) && readdirSync(temp)).toEqual([]);
    rmSync(path);
  }, 120_000);
});

describe('a file that changes under the reader', () => {
  it('is refused', async () => {
    await using engine = await openEngine();
    const path = join(root, 'moving.csv');
    writeFileSync(path, `id\n${'1\n'.repeat(10)}`);
    const source: CsvSource = { kind: 'csv', path: 'moving.csv' };
    const reading = loadTable(
      { ...engine, run: async (sql, options) => (writeFileSync(path, `id\n${'2\n'.repeat(11)}`), engine.run(sql, options)) },
      { source, schema: { id: t.id() }, checks: [], joins: [] },
      { mode: 'training', root },
    );
    await expect(reading).rejects.toMatchObject({ code: 'MW_DATA_FILE_CHANGED' });
  });
});
