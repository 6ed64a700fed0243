import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import type { Blobs } from './blobs.js';
import { folderBlobs } from './folder.js';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const item of items) out.push(item);
  return out;
}

// FIPS 180-4's example.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const abc = Buffer.from('abc');

let folder: string;
let blobs: Blobs;
let now: number;
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'mw-blobs-')), 'blobs');
  now = 1e12;
  blobs = await folderBlobs(folder, () => now);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));
const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
const entries = async () => (await all(blobs.list())).map((entry) => entry.key).toSorted();

describe('a blob', () => {
  it('is a file named by its sha256, for this user alone', async () => {
    expect(await blobs.put(abc)).toEqual({ sha256: ABC, size: 3 });
    expect(readFileSync(join(folder, 'ba', ABC), 'latin1')).toBe('abc');
    expect(Buffer.from(await blobs.get(ABC)).equals(abc)).toBe(true);
    expect(await blobs.stat(ABC)).toEqual({ sha256: ABC, size: 3 });
    expect(await entries()).toEqual([ABC]);
    if (process.platform !== 'win32')
      expect([statSync(pathOf(ABC)).mode & 0o777, statSync(join(folder, 'ba')).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it('may be empty', async () => {
    const { sha256 } = await blobs.put(new Uint8Array());
    expect(await blobs.get(sha256)).toHaveLength(0);
  });

  it('put twice is one file, young again', async () => {
    await blobs.put(abc);
    utimesSync(pathOf(ABC), 1, 1);
    const { ino } = statSync(pathOf(ABC));
    now = 2e12;
    await Promise.all([blobs.put(abc), blobs.put(abc)]);
    expect(statSync(pathOf(ABC))).toMatchObject({ ino, mtimeMs: 2e12 });
  });

  it('put by many at once is whole, and leaves nothing beside it', async () => {
    const bytes = Buffer.alloc(300_000, 7);
    const { sha256 } = (await Promise.all(Array.from({ length: 8 }, () => blobs.put(bytes))))[0];
    expect(await blobs.get(sha256)).toHaveLength(300_000);
    expect(await entries()).toEqual([sha256]);
  });

  it('that is damaged is replaced when its bytes are put again', async () => {
    await blobs.put(abc);
    writeFileSync(pathOf(ABC), 'abd');
    await expect(blobs.get(ABC)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_DAMAGED', where: pathOf(ABC) });
    await blobs.put(abc);
    expect(Buffer.from(await blobs.get(ABC)).equals(abc)).toBe(true);
  });

  it('that is missing, or too large, says so', async () => {
    await expect(blobs.get(ABC)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_MISSING' });
    expect(await blobs.stat(ABC)).toBeUndefined();
    await blobs.put(abc);
    await expect(blobs.get(ABC, 2)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_DAMAGED', message: expect.stringContaining('3 bytes') });
    await blobs.remove(ABC);
    await blobs.remove(ABC);
    expect(existsSync(pathOf(ABC))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('that is a link elsewhere is not followed', async () => {
    await blobs.put(abc);
    rmSync(pathOf(ABC));
    writeFileSync(join(folder, 'elsewhere'), 'abc');
    symlinkSync(join(folder, 'elsewhere'), pathOf(ABC));
    await expect(blobs.get(ABC)).rejects.toMatchObject({ code: 'MW_STORE_IO' });
  });
});

it.each(['', 'abc', '../../etc/passwd', `${ABC}/../x`, ABC.toUpperCase(), `${ABC}\0`, `${ABC}.part`, `../${ABC.slice(3)}`])(
  'takes no name but 64 hexadecimal digits: %j',
  async (name) => {
    await expect(blobs.get(name)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_MISSING' });
    await expect(blobs.stat(name)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_MISSING' });
    await expect(blobs.remove(name)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_MISSING' });
  },
);

it('detects 1,000 random bit flips, truncations to every length, and appended bytes', async () => {
  const r = random(3, 'flips');
  const bytes = Uint8Array.from({ length: 500 }, () => r.int(256));
  const { sha256 } = await blobs.put(bytes);
  const damaged = async (content: Uint8Array) => {
    writeFileSync(pathOf(sha256), content);
    await expect(blobs.get(sha256)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_DAMAGED' });
  };
  for (let i = 0; i < 1000; i++) {
    const flipped = bytes.slice();
    flipped[r.int(500)] ^= 1 << r.int(8);
    await damaged(flipped);
  }
  for (let length = 0; length < 500; length++) await damaged(bytes.slice(0, length));
  await damaged(Buffer.concat([bytes, Buffer.of(0)]));
  writeFileSync(pathOf(sha256), bytes);
  expect(await blobs.get(sha256)).toHaveLength(500);
});

it('lists what lies there, tells unfinished uploads apart, and passes over what is not ours', async () => {
  await blobs.put(abc);
  const part = `${ABC}.0123456789abcdef.part`;
  writeFileSync(join(folder, 'ba', part), 'a');
  writeFileSync(join(folder, 'ba', 'README'), 'no blob');
  writeFileSync(join(folder, 'notes.txt'), 'no blob');
  const found = await all(blobs.list());
  expect(found.map(({ key, sha256, size }) => ({ key, sha256, size })).toSorted((a, b) => a.key.length - b.key.length)).toEqual([
    { key: ABC, sha256: ABC, size: 3 },
    { key: part, sha256: null, size: 1 },
  ]);
  await blobs.remove(part);
  expect(readdirSync(join(folder, 'ba')).toSorted()).toEqual(['README', ABC]);
});
