import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { failpoint, thisOwner } from '../../../store/index.js';
import { headerLine, writeDropped, writeReleased } from './header.js';
import { lineOf } from './line.js';
import { blockAt, headerOf, spoolPath, type SpoolBlock } from './read.js';

/** The file in which a log's rows wait while the database is away. Its calls are synchronous: it lives on a thread of its own. */
export interface Spool {
  /** Records that wait. */
  readonly rows: number;
  /** Records that found no room, or could not be written. Counted in the file as well, while there is one. */
  readonly dropped: number;
  /** Adds records in order and syncs them; those beyond the bound, or all when the disk refuses, are dropped and counted. Gives how many were kept. Never throws. */
  append(records: readonly string[]): number;
  /** The oldest records that wait. */
  next(): SpoolBlock;
  /** They are stored elsewhere; when none is left the file goes. */
  passed(block: SpoolBlock): void;
  /** Lets the file go: what is in it is for whoever opens next. */
  release(): void;
}

interface OpenFile {
  readonly file: number;
  readonly path: string;
  /** End of what is whole and synced. */
  size: number;
  /** Where the oldest record that waits begins. */
  read: number;
}

/** Opens the spool of the log `id`. The file is made when the first record comes; records that an earlier writer of the same log left are taken up. */
export function openSpool(root: string, id: string, maxBytes: number): Spool {
  const path = spoolPath(root, id);
  let open: OpenFile | undefined;
  let [rows, dropped] = [0, 0];

  const drop = (): void => {
    if (open) closeSync(open.file);
    open = undefined;
    rows = 0;
  };
  const append = (records: readonly string[]): number => {
    let kept: string[] = [];
    try {
      if (open && !isThere(open)) {
        dropped += rows;
        drop();
      }
      open ??= create(path, dropped);
      kept = fitting(records.map(lineOf), maxBytes - open.size);
      write(open, kept);
      rows += kept.length;
    } catch {
      kept = [];
    }
    if (kept.length < records.length) note((dropped += records.length - kept.length), open);
    return kept.length;
  };
  const spool: Spool = {
    get rows() {
      return rows;
    },
    get dropped() {
      return dropped;
    },
    append,
    next: () => {
      open ??= reopened(path);
      return open ? blockAt(open.file, open.read) : { lines: [], end: 0 };
    },
    passed: ({ lines, end }) => {
      if (!open) return;
      open.read = end;
      const damaged = lines.filter(({ record }) => record === undefined).length;
      if (damaged > 0) note((dropped += damaged), open);
      rows = Math.max(0, rows - lines.length);
      if (end < open.size) return;
      drop();
      rmSync(path, { force: true });
    },
    release: () => {
      if (open) writeReleased(open.file);
      drop();
    },
  };
  open = reopened(path);
  if (open) [rows, dropped] = contents(open);
  return spool;
}

/** As many lines from the front as there is room for; a line too long for what is left is passed over, not waited for. */
function fitting(lines: readonly string[], room: number): string[] {
  return lines.filter((line) => {
    const bytes = Buffer.byteLength(line);
    if (bytes > room) return false;
    room -= bytes;
    return true;
  });
}

function write(to: OpenFile, lines: readonly string[]): void {
  if (lines.length === 0) return;
  failpoint('spool.begun');
  // What an earlier failure left behind the last whole record must not stand before the next one.
  if (fstatSync(to.file).size > to.size) ftruncateSync(to.file, to.size);
  const bytes = Buffer.from(lines.join(''));
  for (let done = 0; done < bytes.length;) done += writeSync(to.file, bytes, done, bytes.length - done, to.size + done);
  failpoint('spool.written');
  fsyncSync(to.file);
  failpoint('spool.synced');
  to.size += bytes.length;
}

function create(path: string, dropped: number): OpenFile {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = openSync(path, 'wx+', 0o600);
  const header = headerLine({ dropped, released: false, owner: thisOwner() });
  writeSync(file, header, 0);
  fsyncSync(file);
  syncFolder(folder);
  const size = Buffer.byteLength(header);
  return { file, path, size, read: size };
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Whether the name still means this file: nobody removed it under our hands. */
function isThere(open: OpenFile): boolean {
  return statSync(open.path, { throwIfNoEntry: false })?.ino === fstatSync(open.file).ino;
}

function reopened(path: string): OpenFile | undefined {
  if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  const file = openSync(path, 'r+');
  const found = headerOf(file);
  if (found) return { file, path, size: wholeEnd(file, found.end), read: found.end };
  closeSync(file);
  rmSync(path);
  return undefined;
}

function wholeEnd(file: number, start: number): number {
  for (let end = start; ;) {
    const block = blockAt(file, end);
    if (block.lines.length === 0) return end;
    end = block.end;
  }
}

function contents({ file, read }: OpenFile): [rows: number, dropped: number] {
  let rows = 0;
  for (let block = blockAt(file, read); block.lines.length > 0; block = blockAt(file, block.end)) rows += block.lines.length;
  return [rows, headerOf(file)?.header.dropped ?? 0];
}

function note(dropped: number, open: OpenFile | undefined): void {
  try {
    if (open) writeDropped(open.file, dropped);
  } catch {
    // The count in memory stands; the file is only for the case that the process is killed before the database is back.
  }
}
