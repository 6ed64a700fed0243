import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sniffing } from '../../../test/support/sniffing.js';
import { openEngine } from '../engine/duckdb.js';
import { sniffFile } from './index.js';

const { place, dir, sniff } = sniffing();
const many = (n: number, cell: (i: number) => string): string[] => Array.from({ length: n }, (_, i) => cell(i));
const tables = async () => (await place.engine.rows('SELECT count(*) AS n FROM duckdb_tables()'))[0]['n'];

describe('files', () => {
  it('reads dialects', async () => {
    expect(await sniff('a;b\n1,5;x\n2,5;y\n')).toMatchObject({
      format: 'csv',
      rows: 2,
      csv: { delimiter: ';', quote: '"', header: true, decimal: ',', encoding: 'utf-8', nulls: [] },
    });
    const headless = await sniff('0.5,a\n1.5,b\n');
    expect([headless.csv?.header, headless.columns.map((c) => c.name)]).toEqual([false, ['c1', 'c2']]);
    expect((await sniff('a,b\nx,y\nz,w\n', { header: false })).rows).toBe(3);
    expect(await sniff('n,w\n"1,234",a\n"12,345",b\n')).toMatchObject({ csv: { thousands: ',' }, columns: [{ kind: 'int' }, {}] });
  });
  it('reads encodings', async () => {
    const text = 'città;n\nForlì;1,5\nNice;2,5\n';
    const spellings: [Buffer, string][] = [
      [Buffer.from(text, 'latin1'), 'latin-1'],
      [Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16'],
      [Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ];
    for (const [bytes, encoding] of spellings) {
      expect(await sniff(bytes)).toMatchObject({
        csv: { encoding, delimiter: ';' },
        columns: [{ name: 'città' }, { name: 'n', kind: 'number' }],
      });
    }
    expect(await sniff(gzipSync(text), {}, 'z.csv.gz')).toMatchObject({ rows: 2 });
  });
  it('names the words for nothing that columns do not know by themselves', async () => {
    expect((await sniff('n,w\n1,red\n.,?\n3,NA\nn/a,blue\n4,-\n')).csv?.nulls).toEqual(['NA', '?', 'n/a']);
    expect((await sniff('n,w\n1,red\n.,blue\n')).csv?.nulls).toEqual([]);
  });
  it('refuses a Parquet file without rows', async () => {
    await place.engine.run(`COPY (SELECT 1 AS a, 2 AS b WHERE FALSE) TO '${join(dir, 'none.parquet')}' (FORMAT parquet)`);
    await expect(sniffFile(place.engine, join(dir, 'none.parquet'))).rejects.toMatchObject({ code: 'MW_DATA_FILE_NO_ROWS' });
  });
  it('reads JSON, JSON Lines and Parquet by their content', async () => {
    const json = await sniff('[{"id": 1, "ok": true, "w": "a"}, {"id": 2, "ok": false, "w": null}]', {}, 'rows.txt');
    expect(json).toMatchObject({
      format: 'json',
      rows: 2,
      columns: [{ kind: 'id' }, { kind: 'bool', trueText: 'true' }, { kind: 'category', nullable: true }],
    });
    expect(json.csv).toBeUndefined();
    expect(await sniff('{"n": 1.5, "big": 9007199254740993}\n{"n": 2, "big": 1}\n', {}, 'rows.jsonl')).toMatchObject({
      format: 'jsonl',
      columns: [{ kind: 'number' }, { kind: 'id' }],
    });
    await place.engine.run(
      `COPY (SELECT DATE '2020-01-01' AS d, 1.5 AS n, TRUE AS b, TIMESTAMP '2020-01-01 10:00:00' AS t) TO '${join(dir, 'x.parquet')}' (FORMAT parquet)`,
    );
    expect((await sniffFile(place.engine, join(dir, 'x.parquet'))).columns.map((c) => c.kind)).toEqual([
      'date',
      'number',
      'bool',
      'timestamp',
    ]);
  });
  it('leaves nothing behind in the engine', async () => {
    const before = await tables();
    await sniff('a,b\n1,x\n2,y\n', { target: 'b' }).catch(() => {});
    await sniff('a,b\n1,x\n2,y\n', { target: 'nowhere' }).catch(() => {});
    expect(await tables()).toBe(before);
  });
  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'MW_DATA_FILE_EMPTY'],
    ['blank lines', '\n\n\n', 'MW_DATA_FILE_EMPTY'],
    ['a header alone', 'a,b,c\n', 'MW_DATA_FILE_NO_ROWS'],
    ['a header of quoted names alone', '"a","b\nc"\r\n', 'MW_DATA_FILE_NO_ROWS'],
    ['NUL bytes', Buffer.from([97, 44, 98, 10, 0, 255, 254, 0, 1, 2, 3]), 'MW_DATA_NUL'],
    ['a repeated header', 'a,b,a\n1,2,3\n', 'MW_DATA_HEADER_DUPLICATE'],
    ['an empty name', 'a,,c\n1,2,3\n', 'MW_DATA_HEADER_EMPTY'],
    ['ragged rows', `a,b\n${'1,2\n'.repeat(30)}1,2,3\n`, 'MW_DATA_RAGGED'],
    ['an open quote', 'a,b\n1,"2\n3,4\n', 'MW_DATA_QUOTE'],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), 'MW_DATA_FORMAT_UNREAD'],
    ['JSON without rows', '[]', 'MW_DATA_FILE_NO_ROWS'],
    ['broken JSON', '[{"a": 1}, {"a": ', 'MW_DATA_JSON'],
  ])('refuses %s', async (_, content, code) => {
    await expect(sniff(content, { target: 'a' })).rejects.toMatchObject({ code });
  });
  it('refuses what is not there', async () => {
    await expect(sniffFile(place.engine, join(dir, 'nowhere.csv'))).rejects.toMatchObject({ code: 'MW_DATA_FILE_MISSING' });
    await expect(sniffFile(place.engine, dir)).rejects.toMatchObject({ code: 'MW_DATA_FILE_FOLDER' });
  });
  it('stops when told to', async () => {
    await expect(sniff('a,b\n1,2\n', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'MW_INTERRUPTED' });
  });
  it('survives hostile names, and tells a from A', async () => {
    const names = ['a', 'A', '__proto__', 'constructor', "it's", 'say ""hi""', '😀', 'x; DROP TABLE y', 'new\nline', 'k0'];
    const { columns } = await sniff(
      `${names.map((n) => `"${n}"`).join(',')}\n${names.map((_, i) => i + 0.5).join(',')}\n${names.map((_, i) => i).join(',')}\n`,
    );
    expect(columns.map((c) => c.name)).toEqual(names.map((n) => n.replaceAll('""', '"')));
    expect(columns.every((c) => c.kind === 'number')).toBe(true);
  });
  it('does not depend on the number of threads', async () => {
    writeFileSync(join(dir, 'big.csv'), `a,b,c\n${many(20_000, (i) => `${(i * 7919) % 1000},w${i % 300},${i / 7}`).join('\n')}\n`);
    const all = await Promise.all(
      [1, 2].map(async (threads) => {
        await using own = await openEngine({ threads, tempDir: dir });
        return await sniffFile(own, join(dir, 'big.csv'), { target: 'a' });
      }),
    );
    expect(all[0]).toEqual(all[1]);
  });
});
