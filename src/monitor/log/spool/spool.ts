import { closeSync, rmSync } from 'node:fs';
import { writeDropped, writeReleased } from './header.js';
import { lineOf } from './line.js';
import { blockAt, type SpoolBlock } from './read.js';
import { createSpool, isThere, reopenSpool, writeLines, type SpoolFile } from './spool-file.js';

/** Where a spool lies, and how much it may hold. */
export interface SpoolOptions {
  readonly path: string;
  readonly maxBytes: number;
  /** What an earlier writer of the same log dropped. */
  readonly dropped?: number;
}

/**
 * The file in which a log's rows wait while the database is away; it is there only while some wait. Records that an earlier writer of the same log
 * left are taken up. All calls are synchronous: a spool lives on a thread of its own.
 */
export class Spool {
  readonly #options: SpoolOptions;
  #open: SpoolFile | undefined;
  #rows = 0;
  #dropped: number;

  constructor(options: SpoolOptions) {
    this.#options = options;
    const found = reopenSpool(options.path);
    this.#open = found;
    this.#rows = found?.rows ?? 0;
    this.#dropped = Math.max(options.dropped ?? 0, found?.dropped ?? 0);
  }

  /** Records that wait. */
  get rows(): number {
    return this.#rows;
  }

  /** Records that found no room, could not be written, or were lost with the file. Counted in the file as well, while there is one. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Adds records in order and syncs them; those beyond the bound, or all when the disk refuses, are dropped and counted. Gives how many were kept. Never throws. */
  append(records: readonly string[]): number {
    const kept = this.#keep(records.map(lineOf));
    if (kept < records.length) this.#drop(records.length - kept);
    return kept;
  }

  /** The oldest records that wait; no lines when none does. */
  next(): SpoolBlock {
    return this.#open ? blockAt(this.#open.file, this.#open.read) : { lines: [], end: 0 };
  }

  /** They are stored elsewhere; when none is left, the file goes. Damaged ones are lost, and counted so. */
  passed({ lines, end }: SpoolBlock): void {
    if (!this.#open) return;
    this.#open.read = end;
    this.#rows -= lines.length;
    const damaged = lines.filter(({ record }) => record === undefined).length;
    if (damaged > 0) this.#drop(damaged);
    if (end < this.#open.size) return;
    const { path } = this.#open;
    this.#close();
    rmSync(path, { force: true });
  }

  /** Lets the file go: what is in it is for whoever opens next. */
  release(): void {
    if (this.#open) writeReleased(this.#open.file);
    this.#close();
  }

  #keep(lines: readonly string[]): number {
    try {
      if (this.#open && !isThere(this.#open)) {
        this.#dropped += this.#rows;
        this.#close();
      }
      this.#open ??= createSpool(this.#options.path, this.#dropped);
      const kept = fitting(lines, this.#options.maxBytes - this.#open.size);
      writeLines(this.#open, kept);
      this.#rows += kept.length;
      return kept.length;
    } catch {
      return 0;
    }
  }

  #drop(rows: number): void {
    this.#dropped += rows;
    try {
      if (this.#open) writeDropped(this.#open.file, this.#dropped);
    } catch {
      // The count in memory stands; the one in the file is for the case that the process is killed before the database is back.
    }
  }

  #close(): void {
    if (this.#open) closeSync(this.#open.file);
    this.#open = undefined;
    this.#rows = 0;
  }
}

/** The lines that find room, in order; one that is too long for what is left is passed over. */
function fitting(lines: readonly string[], room: number): string[] {
  return lines.filter((line) => {
    const bytes = Buffer.byteLength(line);
    if (bytes > room) return false;
    room -= bytes;
    return true;
  });
}
