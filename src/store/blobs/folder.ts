import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mwError, sha256 as hash, type Clock } from '../../core/index.js';
import { failpoint } from '../failpoint.js';
import { fileError } from '../file-error.js';
import type { Blob, BlobEntry, Blobs } from './blobs.js';
import { syncFolder, writeDurably } from './durable.js';

const SHA256 = /^[0-9a-f]{64}$/;
const ENTRY = /^([0-9a-f]{64})(\.[0-9a-f]{16}\.part)?$/;

/** Blobs as files `<folder>/ab/ab12…`, mode 0600 in folders of mode 0700; names are hexadecimal and nothing else. */
export async function folderBlobs(folder: string, clock: Clock): Promise<Blobs> {
  const pathOf = (sha256: string): string => {
    if (!SHA256.test(sha256)) throw mwError('MW_STORE_BLOB_MISSING', { sha256, path: join(folder, '…') });
    return join(folder, sha256.slice(0, 2), sha256);
  };
  await guarded(folder, () => makeFolder(folder));
  return {
    put: async (bytes) => put(pathOf(hash(bytes)), bytes, clock),
    get: async (sha256, maxBytes = Infinity) => get(pathOf(sha256), sha256, maxBytes),
    stat: async (sha256) => {
      const size = await sizeOf(pathOf(sha256));
      return size === undefined ? undefined : { sha256, size };
    },
    list: () => list(folder),
    remove: async (key) => {
      if (!ENTRY.test(key)) throw mwError('MW_STORE_BLOB_MISSING', { sha256: key, path: join(folder, '…') });
      await guarded(folder, () => rm(join(folder, key.slice(0, 2), key), { force: true }));
    },
  };
}

async function put(path: string, bytes: Uint8Array, clock: Clock): Promise<Blob> {
  const sha256 = hash(bytes);
  failpoint('blob.begun');
  await guarded(path, async () => {
    await makeFolder(dirname(path));
    if (!(await keep(path, sha256, clock))) await writeDurably(path, bytes, `${path}.${randomBytes(8).toString('hex')}.part`);
  });
  return { sha256, size: bytes.length };
}

/** Whether a good copy lies there; it is then made durable (its writer may have died before that) and young again. */
async function keep(path: string, sha256: string, clock: Clock): Promise<boolean> {
  const stored = await readWhole(path);
  if (!stored || hash(stored) !== sha256) return false;
  const now = clock() / 1000;
  try {
    await utimes(path, now, now);
    const file = await open(path, 'r');
    await file.sync().finally(() => file.close());
  } catch (error) {
    // A sweep came between.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  await syncFolder(dirname(path));
  return true;
}

async function get(path: string, sha256: string, maxBytes: number): Promise<Uint8Array> {
  const size = await sizeOf(path);
  if (size === undefined) throw mwError('MW_STORE_BLOB_MISSING', { sha256, path }, { where: path });
  const damaged = (reason: string) => mwError('MW_STORE_BLOB_DAMAGED', { sha256, path, reason }, { where: path });
  if (size > maxBytes) throw damaged(`${size} bytes, more than the ${maxBytes} allowed`);
  const bytes = await guarded(path, () => readWhole(path));
  if (!bytes) throw mwError('MW_STORE_BLOB_MISSING', { sha256, path }, { where: path });
  if (hash(bytes) !== sha256) throw damaged('its bytes do not have the sha256 that names it');
  return bytes;
}

async function* list(folder: string): AsyncIterable<BlobEntry> {
  for (const prefix of await readdir(folder)) {
    if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
    for (const key of await readdir(join(folder, prefix))) {
      const match = ENTRY.exec(key);
      const found = match && (await stat(join(folder, prefix, key)).catch(() => undefined));
      if (found) yield { key, sha256: match[2] ? null : key, size: found.size, changedAt: found.mtimeMs };
    }
  }
}

async function readWhole(path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.size;
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  // Also when another process made it: it may not have come to this line.
  await syncFolder(dirname(path));
}

async function guarded<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw fileError(error, path);
  }
}
