import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { dataFile } from '../sources/file.js';
import { scanBytes } from './bytes.js';
import { textSample } from './sample.js';

const dir = mkdtempSync(join(tmpdir(), 'bytes-'));
afterAll(() => rmSync(dir, { recursive: true }));

async function scan(bytes: Buffer, name = 'a.csv') {
  writeFileSync(join(dir, name), bytes);
  return scanBytes(await dataFile(dir, name));
}

describe('scanBytes', () => {
  it('tells the encodings apart', async () => {
    expect(await scan(Buffer.from('a,é😀\n'))).toMatchObject({ encoding: 'utf-8', markBytes: 0, nul: false, bytes: 9 });
    expect(await scan(Buffer.from('\uFEFFa,b\n'))).toMatchObject({ encoding: 'utf-8', markBytes: 3 });
    expect(await scan(Buffer.from('a,caf\u00e9\n', 'latin1'))).toMatchObject({ encoding: 'latin-1' });
    expect(await scan(Buffer.from('\uFEFFa,b\n', 'utf16le'))).toMatchObject({ encoding: 'utf-16le', markBytes: 2 });
    expect(await scan(Buffer.from('\uFEFFa,b\n', 'utf16le').swap16())).toMatchObject({ encoding: 'utf-16be', markBytes: 2 });
    expect(await scan(Buffer.from('name,city\nBob,Rome\n', 'utf16le'))).toMatchObject({ encoding: 'utf-16le', markBytes: 0 });
  });
  it('looks at the whole file, not at its head', async () => {
    const long = Buffer.concat([Buffer.from('plain ascii\n'.repeat(600_000)), Buffer.from([0xe9, 0x0a])]);
    expect(await scan(long)).toMatchObject({ encoding: 'latin-1', bytes: 7_200_002 });
  });
  it('keeps characters whole that lie across blocks', async () => {
    const text = `x${'é'.repeat(1_200_000)}\n`;
    expect(await scan(Buffer.from(text))).toMatchObject({ encoding: 'utf-8' });
    expect(await scan(Buffer.from(text).subarray(0, -2))).toMatchObject({ encoding: 'latin-1' });
  });
  it('finds NUL bytes', async () => {
    expect(await scan(Buffer.from('a,b\n1,\0\n'))).toMatchObject({ nul: true, encoding: 'utf-8' });
  });
  it('unpacks gzip', async () => {
    expect(await scan(gzipSync('a,b\n1,2\n'), 'a.csv.gz')).toMatchObject({ bytes: 8, encoding: 'utf-8' });
  });
});

describe('textSample', () => {
  it('drops the mark, and the last line of what is not the whole file', async () => {
    expect(textSample(await scan(Buffer.from('\uFEFFa,b\n1,2')))).toEqual({ text: 'a,b\n1,2', whole: true });
    const { text, whole } = textSample(await scan(Buffer.from('row\n'.repeat(1_500_000))));
    expect([whole, text.endsWith('row\n'), text.length < 4.3e6]).toEqual([false, true, true]);
  });
});
