import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { mwError } from '../../core/index.js';

/** A file that exists, is a file and is not empty. */
export interface DataFile {
  /** The path as it was given: what messages show. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly gzip: boolean;
  readonly stats: Stats;
}

/** Finds a file. Throws `MW_DATA_FILE_MISSING`, `_FOLDER`, `_READ` or `_EMPTY`. */
export async function dataFile(root: string, name: string): Promise<DataFile> {
  const path = resolve(root, name);
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw mwError('MW_DATA_FILE_MISSING', { file: name }, { where: name });
    throw unreadable(name, error);
  });
  if (stats.isDirectory()) throw mwError('MW_DATA_FILE_FOLDER', { file: name }, { where: name });
  if (!stats.isFile()) throw mwError('MW_DATA_FILE_READ', { file: name, reason: 'it is no regular file' }, { where: name });
  if (stats.size === 0) throw mwError('MW_DATA_FILE_EMPTY', { file: name }, { where: name });
  return { name, path, gzip: /\.gz$/i.test(name), stats };
}

/** A path as the engine's readers take it, in which `*`, `?` and `[` are letters. */
export const literalPath = (path: string): string => path.replace(/[*?[]/g, '[$&]');

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EMFILE: 'too many files are open',
  EIO: 'the disk gave an error',
  Z_BUF_ERROR: 'the gzip data ends too early',
  Z_DATA_ERROR: 'the gzip data is damaged',
  ENAMETOOLONG: 'the name is too long',
};

/** A failure of the file system or of gunzip as one of our errors. */
export function unreadable(name: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  return mwError(
    'MW_DATA_FILE_READ',
    { file: name, reason: REASONS[code ?? ''] ?? `the system says ${code ?? 'no'}` },
    { where: name, cause: error },
  );
}

/**
 * The file's bytes in blocks, unpacked where they are gzip; `packed` sees them as they lie on the disk.
 * Throws `MW_DATA_FILE_READ` for what cannot be read or unpacked.
 */
export async function* bytesOf(file: DataFile, packed: (block: Buffer) => void = () => {}): AsyncGenerator<Buffer> {
  const disk = createReadStream(file.path, { highWaterMark: 1 << 20 });
  disk.on('data', (block) => packed(block as Buffer));
  const stream = file.gzip ? disk.pipe(createGunzip({ chunkSize: 1 << 18 })) : disk;
  if (file.gzip) disk.on('error', (error) => stream.destroy(error));
  try {
    for await (const block of stream) yield block as Buffer;
  } catch (error) {
    throw unreadable(file.name, error);
  } finally {
    disk.destroy();
  }
}

/** Small enough for the processor's caches, where several eyes look at a block one after the other. */
const BLOCK_BYTES = 1 << 19;

/** The same for a file that is not packed, without memory of its own for each block: a block holds until the next is asked for. */
async function* passingBytes(file: DataFile): AsyncGenerator<Buffer> {
  try {
    await using disk = await open(file.path);
    let [now, next] = [Buffer.allocUnsafeSlow(BLOCK_BYTES), Buffer.allocUnsafeSlow(BLOCK_BYTES)];
    let coming = disk.read(now, 0, BLOCK_BYTES);
    for (let { bytesRead } = await coming; bytesRead > 0; { bytesRead } = await coming) {
      coming = disk.read(next, 0, BLOCK_BYTES);
      coming.catch(() => {});
      yield now.subarray(0, bytesRead);
      [now, next] = [next, now];
    }
  } catch (error) {
    throw unreadable(file.name, error);
  }
}

/**
 * sha256 of the file as it lies on the disk; `look` sees the unpacked bytes, and must not keep a block. About 1 GB/s.
 * Throws `MW_DATA_FILE_CHANGED` when the file is not the one that was found any more.
 */
export async function fingerprintOf(file: DataFile, look?: (block: Buffer) => void): Promise<string> {
  const hash = createHash('sha256');
  if (file.gzip) for await (const block of bytesOf(file, (b) => hash.update(b))) look?.(block);
  else
    for await (const block of passingBytes(file)) {
      hash.update(block);
      look?.(block);
    }
  const after = await stat(file.path).catch(() => undefined);
  if (after?.size !== file.stats.size || after.mtimeMs !== file.stats.mtimeMs)
    throw mwError('MW_DATA_FILE_CHANGED', { file: file.name }, { where: file.name });
  return hash.digest('hex');
}
