import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../engine/duckdb.js';
import type { Engine } from '../engine/engine.js';
import { sniffFile } from './sniff.js';
import type { Sniffed } from './types.js';

let engine: Engine;
let dir: string;
beforeAll(async () => {
  engine = await openEngine();
  dir = mkdtempSync(join(tmpdir(), 'millwright-hostile-'));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

async function sniff(content: string | Uint8Array, name = 'data.csv', target: string | null = 'y'): Promise<Sniffed> {
  writeFileSync(join(dir, name), content);
  return sniffFile(engine, join(dir, name), target === null ? {} : { target });
}

/** A hundred rows of x and y; some x are replaced. */
const shop = (odd: Readonly<Record<number, string>>, y = (i: number): string => (i % 3 ? 'a' : 'b')): string =>
  `x,y\n${Array.from({ length: 100 }, (_, i) => `${odd[i] ?? i % 50},${y(i)}`).join('\n')}\n`;

describe('a few cells do not change a column', () => {
  it.each<[string, string, string]>([
    ['1e999', 'int', '"x" has 1 cell that is no number; its row goes to quarantine.'],
    ['-2e+400', 'int', '"x" has 1 cell that is no number; its row goes to quarantine.'],
    ['9007199254740993', 'int', '"x" has 1 cell that is no number within ±2^53; its row goes to quarantine.'],
    ['many', 'int', '"x" has 1 cell that is no number; its row goes to quarantine.'],
  ])('%s', async (cell, kind, note) => {
    const { columns, notes } = await sniff(shop({ 7: cell }));
    expect([columns[0].kind, columns[0].role]).toEqual([kind, 'feature']);
    expect(notes).toContain(note);
  });

  it('but a column of whole numbers beyond 2^53 names things', async () => {
    const wide = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [i, `${9007199254740993n + BigInt(i)}`]));
    expect((await sniff(shop(wide))).columns[0].kind).toBe('id');
  });
});

describe('names that no schema may have together', () => {
  it.each([
    ['a,A,y\n1,2,b\n3,4,c\n5,6,c\n', 'MW_DATA_HEADER_CASE', /has "a" and "A", which differ in case only/],
    ['RowId,b,y\n1,2,b\n3,4,c\n5,6,c\n', 'MW_DATA_HEADER_KEPT', /has "RowId", a name that no column may have/],
    ['__proto__,b,y\n1,2,b\n3,4,c\n5,6,c\n', 'MW_DATA_HEADER_KEPT', /has "__proto__"/],
  ])('%j', async (content, code, words) => {
    await expect(sniff(content)).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
    expect((await sniff(content, 'data.csv', null)).columns).toHaveLength(3);
  });
});

it('tells of classes that differ in case only', async () => {
  const { classes, notes } = await sniff(shop({}, (i) => ['Yes', 'yes', 'no'][i % 3]));
  expect(classes).toEqual(['Yes', 'no', 'yes']);
  expect(notes).toContain('The classes "Yes" and "yes" differ in case only; write them one way if they are one class.');
});

it('a quote in the header that is never closed is no header without rows', async () => {
  await expect(sniff('a,"b,y\n1,2,x\n3,4,z\n')).rejects.toMatchObject({ code: 'MW_DATA_QUOTE', where: 'data.csv:1' });
});

describe('a name that promises a format', () => {
  it.each([
    ['data.json', '{}', 'MW_DATA_JSON', /does not start with \[/],
    ['data.json', '[1, 2]', 'MW_DATA_JSON', /1 is no object/],
    ['data.jsonl', '[1]\n[2]\n', 'MW_DATA_JSON', /line 1 .*\[1\] is no object/],
    ['data.ndjson', 'a,y\n1,2\n', 'MW_DATA_JSON', /line 1 .*cannot be parsed/],
    ['data.parquet', 'a,y\n1,2\n', 'MW_DATA_PARQUET', /does not end as one/],
  ])('%s with %j', async (name, content, code, words) => {
    await expect(sniff(content, name)).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
  });
});

describe('bytes beyond ASCII', () => {
  const lines = (good: number, broken: number): Buffer =>
    Buffer.concat([Buffer.from(`x,y\n${'Zürich,a\nBern,b\n'.repeat(good)}`), Buffer.from('Genève,a\nBasel,b\n'.repeat(broken), 'latin1')]);
  it('in UTF-8 with a broken line name the line', async () => {
    await expect(sniff(lines(4, 1))).rejects.toMatchObject({ code: 'MW_DATA_ENCODING', message: expect.stringMatching(/^line 10 of /) });
  });
  it('that are nowhere UTF-8 are Latin-1', async () => {
    const { csv, notes } = await sniff(lines(0, 4));
    expect([csv?.encoding, notes[0]]).toEqual(['latin-1', 'The file is not UTF-8; it is read as Latin-1.']);
  });
});
