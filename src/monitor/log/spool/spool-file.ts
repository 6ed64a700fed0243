import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { failpoint, thisOwner } from '../../../store/index.js';
import { headerLine } from './header.js';
import { blockAt, headerOf } from './read.js';

/** A spool that is open for writing. */
export interface SpoolFile {
  readonly file: number;
  readonly path: string;
  /** End of what is whole and synced. */
  size: number;
  /** Where the oldest record that waits begins. */
  read: number;
}

/** Makes the file with its header, synced, in a folder for this user alone. A project whose folder is gone (a disk that is not mounted) is not made anew. */
export function createSpool(path: string, dropped: number): SpoolFile {
  const folder = dirname(path);
  for (const made of [dirname(folder), folder]) if (!existsSync(made)) mkdirSync(made, { mode: 0o700 });
  const file = openSync(path, 'wx+', 0o600);
  const header = headerLine({ dropped, released: false, owner: thisOwner() });
  writeSync(file, header, 0);
  fsyncSync(file);
  syncFolder(folder);
  const size = Buffer.byteLength(header);
  return { file, path, size, read: size };
}

/** Opens what an earlier writer of the same log left, up to its last whole line; `undefined` when there is nothing. A file without a header holds no record: it goes. */
export function reopenSpool(path: string): (SpoolFile & { readonly rows: number; readonly dropped: number }) | undefined {
  if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  const file = openSync(path, 'r+');
  const found = headerOf(file);
  if (!found) {
    closeSync(file);
    rmSync(path);
    return undefined;
  }
  let [size, rows] = [found.end, 0];
  for (let block = blockAt(file, size); block.lines.length > 0; block = blockAt(file, size)) {
    size = block.end;
    rows += block.lines.length;
  }
  return { file, path, size, read: found.end, rows, dropped: found.header.dropped };
}

/** Writes lines behind the last whole one, and syncs them. When that fails, none of them counts. */
export function writeLines(to: SpoolFile, lines: readonly string[]): void {
  if (lines.length === 0) return;
  failpoint('spool.begun');
  // What an earlier failure left behind the last whole line must not stand behind the new ones.
  if (fstatSync(to.file).size > to.size) ftruncateSync(to.file, to.size);
  const bytes = Buffer.from(lines.join(''));
  for (let done = 0; done < bytes.length;) done += writeSync(to.file, bytes, done, bytes.length - done, to.size + done);
  failpoint('spool.written');
  fsyncSync(to.file);
  failpoint('spool.synced');
  to.size += bytes.length;
}

/** Whether the name still means this file: nobody removed it under our hands. */
export function isThere({ file, path }: SpoolFile): boolean {
  return statSync(path, { throwIfNoEntry: false })?.ino === fstatSync(file).ino;
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
