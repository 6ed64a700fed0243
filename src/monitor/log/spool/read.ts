import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readHeader, type SpoolHeader } from './header.js';
import { linesOf, type FoundLine } from './line.js';

const ENDING = '.jsonl';
const BLOCK = 1 << 20;

/** Where the spools of a project lie. */
export const spoolFolder = (root: string): string => join(root, '.millwright', 'spool');

/** The spool of a log by the log's id. */
export const spoolPath = (root: string, id: string): string => join(spoolFolder(root), `${id}${ENDING}`);

/** The log's id in a spool's path. */
export const spoolId = (path: string): string => basename(path, ENDING);

/** Every spool of a project, in the order of the names; none when there is no folder. */
export function spoolPaths(root: string): string[] {
  try {
    const names = readdirSync(spoolFolder(root)).filter((name) => name.endsWith(ENDING));
    return names.toSorted().map((name) => join(spoolFolder(root), name));
  } catch {
    return [];
  }
}

/** Some lines of a spool in order, and where the next ones begin. */
export interface SpoolBlock {
  readonly lines: readonly FoundLine[];
  readonly end: number;
}

/** Opens a spool, runs `work` on it, closes it; `undefined` when it is not there any more. */
export function withSpool<T>(path: string, flags: 'r' | 'r+', work: (file: number) => T): T | undefined {
  let file: number;
  try {
    file = openSync(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

/** The header, and where the records begin; `undefined` when there is none. */
export function headerOf(file: number): { readonly header: SpoolHeader; readonly end: number } | undefined {
  const bytes = bytesAt(file, 0, 8192);
  const newline = bytes.indexOf(10);
  const header = newline < 0 ? undefined : readHeader(bytes.toString('utf8', 0, newline));
  return header && { header, end: newline + 1 };
}

/** The next whole lines from `start`, about 1 MiB of them or one longer; no lines at the end. Places are of the file. */
export function blockAt(file: number, start: number): SpoolBlock {
  for (let size = BLOCK; ; size *= 2) {
    const bytes = bytesAt(file, start, size);
    const lines = [...linesOf(bytes)].map((line) => ({ ...line, start: line.start + start, end: line.end + start }));
    if (lines.length > 0 || bytes.length < size) return { lines, end: lines.at(-1)?.end ?? start };
  }
}

function bytesAt(file: number, start: number, size: number): Buffer {
  const wanted = Math.max(0, Math.min(size, fstatSync(file).size - start));
  const bytes = Buffer.allocUnsafe(wanted);
  let got = 0;
  while (got < wanted) {
    const n = readSync(file, bytes, got, wanted - got, start + got);
    if (n === 0) break;
    got += n;
  }
  return bytes.subarray(0, got);
}
