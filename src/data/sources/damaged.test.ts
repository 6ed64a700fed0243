import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { openEngine } from '../engine/duckdb.js';
import { text } from '../engine/sql.js';
import { loadTable } from '../load/load.js';
import { t } from '../types.js';
import { sourceOfFile } from './of-file.js';

let engine: Engine;
let root: string;
beforeAll(async () => {
  engine = await openEngine();
  root = mkdtempSync(join(tmpdir(), 'millwright-damaged-'));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

/** Errors that say what is wrong with a file; a bare failure of the engine is none. */
const FILE_ERRORS = /^MW_DATA_(FILE_|HEADER_|RAGGED|QUOTE|ENCODING|NUL|FIELD_SIZE|COLUMN_|JSON|PARQUET|BAD_RATE)/;

/** The rows of a damaged file, or `undefined` when it was refused in our words. */
async function readOrRefuse(file: string, content: string | Uint8Array): Promise<readonly object[] | undefined> {
  writeFileSync(join(root, file), content);
  const schema = { a: t.text().nullable(), b: t.text().nullable() };
  try {
    const source = { ...sourceOfFile(file), ...(file.endsWith('.csv') ? { delimiter: ',' } : {}) };
    const loaded = await loadTable(engine, { source, schema, checks: [], joins: [] }, { mode: 'training', root });
    return await engine.rows(`SELECT * FROM "${loaded.relation}" ORDER BY rowid`);
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(FILE_ERRORS), name: 'MillwrightError' });
    expect(String((error as Error).message)).not.toContain(root);
    return undefined;
  }
}

/** Small edits of a text: a piece put in, a piece put in place of a character, or a few characters cut out. */
const edited = (base: string, pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(base.length - 1), fc.constantFrom(...pieces), fc.nat(2)), { minLength: 1, maxLength: 3 })
    .map((edits) => edits.reduce((s, [at, piece, cut]) => s.slice(0, at) + (cut === 2 ? '' : piece) + s.slice(at + cut), base));

/** RFC 4180 by hand: quotes only at a field's start; blank lines are skipped. */
function reference(csv: string): readonly string[][] {
  const rows: string[][] = [[]];
  for (const found of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g)) {
    const [, quoted, plain, end] = found;
    if (found[0] === '' && rows.at(-1)!.length === 0) break;
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

const cell = (raw: string | undefined): string | null => (raw ?? '').trim() || null;

describe('damaged files', () => {
  it('of delimited text are refused, or read as RFC 4180 has it', async () => {
    const base = 'a,b\n1,"x, y"\n4,"q""uote"\n"multi\nline",8\n10,ß\n13,14\n';
    await fc.assert(
      fc.asyncProperty(edited(base, [',', '"', '\n', ';', '\t', '""', ' ', 'x', '\0', '\n\n', "'", '\\']), async (csv) => {
        const rows = await readOrRefuse('file.csv', csv);
        const [head, ...body] = reference(csv);
        if (rows === undefined || /[ \t]"/.test(csv)) return;
        const [a, b] = ['a', 'b'].map((name) => head.findIndex((h) => h.trim() === name));
        expect(rows).toEqual(body.map((r) => ({ a: cell(r[a]), b: cell(r[b]) })));
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('of JSON are refused, or read as JSON.parse has it', async () => {
    const base = '[{"a":"x","b":"1"},\n {"a":null,"b":"2","z":[1,{"q":"]"}]},{"a":"\\u00e9","b":"[{,"}]';
    await fc.assert(
      fc.asyncProperty(edited(base, ['x', '1', ',', '"', '{', '}', '[', ']', ':', '\\', ' ', '\n']), async (json) => {
        const rows = await readOrRefuse('file.json', json);
        if (rows === undefined) return;
        const due = JSON.parse(json) as Record<string, unknown>[];
        expect(rows.length).toBe(due.length);
        for (const [i, row] of due.entries()) if (typeof row['a'] === 'string') expect(rows[i]).toMatchObject({ a: cell(row['a']) });
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('of Parquet are refused, or give as many rows as they say', async () => {
    await engine.run(
      `COPY (SELECT 'x' || i AS a, 'y' || i AS b FROM range(3000) r(i)) TO ${text(join(root, 'whole.parquet'))} (FORMAT parquet)`,
    );
    const whole = readFileSync(join(root, 'whole.parquet'));
    const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), async (changes, cut) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[Math.floor(at * (bytes.length - 1))] = byte;
        const rows = await readOrRefuse('file.parquet', cut ? bytes.subarray(0, Math.floor(changes[0][0] * bytes.length) + 1) : bytes);
        if (rows !== undefined && !cut) expect(rows.length).toBeGreaterThan(0);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});
