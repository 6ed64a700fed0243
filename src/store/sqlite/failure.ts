import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { mwError } from '../../core/index.js';
import type { Failure, ReadFailure } from '../failure.js';

const [BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB] = [5, 6, 8, 10, 11, 13, 14, 26];

/** Reads SQLite's primary result codes (sqlite.org/rescode.html) for the database at `path`. */
export function sqliteFailure(path: string, waitMs: number): ReadFailure {
  return (error) => {
    const { code, errcode, message } = error as { code?: string; errcode?: number; message: string };
    if (code !== 'ERR_SQLITE_ERROR' || errcode === undefined) return undefined;
    return failureOf(errcode & 0xff, path, waitMs, message, error);
  };
}

function failureOf(code: number, path: string, waitMs: number, reason: string, cause: unknown): Failure | undefined {
  const at = { where: path, cause };
  if (code === BUSY || code === LOCKED)
    return { again: true, lost: false, error: mwError('MW_STORE_BUSY', { path, waitedMs: waitMs }, at) };
  if (code === READONLY || code === CANTOPEN) return final(mwError('MW_STORE_READ_ONLY', { path }, at));
  if (code === FULL || (code === IOERR && isFull(path))) return final(mwError('MW_STORE_DISK_FULL', { path }, at));
  if (code === IOERR) return final(mwError('MW_STORE_IO', { path, reason }, at));
  if (code === CORRUPT || code === NOTADB) return final(mwError('MW_STORE_DAMAGED', { path, reason }, at));
  return undefined;
}

/** What SQLite needs for its files beside the database; on a full disk some of them fail as an error of the disk, not for want of space. */
const NEEDED_BYTES = 65_536;

function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < NEEDED_BYTES;
  } catch {
    return false;
  }
}

const final = (error: Failure['error']): Failure => ({ again: false, lost: false, error });
