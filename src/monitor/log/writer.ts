import type { Clock } from '../../core/index.js';
import { addAll, type RefusedRecord } from './add-all.js';
import { refusedOf, withRefused } from './counts.js';
import type { LogDatabase } from './database.js';
import { noteDropped } from './dropped.js';
import { withoutForgotten } from './forgotten.js';
import { readKind } from './kinds.js';
import { SEPARATOR, type FromWriter, type WriterCounts } from './messages.js';
import { orphans, type Orphan, type Spool, type SpoolBlock } from './spool/index.js';

/** What a writer works with. */
export interface WriterParts {
  /** Of the log. */
  readonly id: string;
  /** The project's folder. */
  readonly root: string;
  readonly database: LogDatabase;
  readonly spool: Spool;
  readonly clock: Clock;
  /** How long to wait before the next try when the database is away. */
  readonly retryMs: number;
  /** Told of every change that no batch's answer tells. */
  readonly changed: () => void;
}

/**
 * What stores the batches of one log. While the database is away they go to the spool, which is emptied in order when it is back; new batches
 * are then committed at once, before what still waits. It begins with what an earlier writer of the same log, and logs whose process has ended, left behind.
 */
export class LogWriter {
  readonly #parts: WriterParts;
  #away: string | null = null;
  #committed = 0;
  #refused = refusedOf([]);
  /** Of the dropped rows, those that the database knows of. */
  #noted = 0;
  #closing = false;
  #timer: NodeJS.Timeout | undefined;
  #draining = Promise.resolve();

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#schedule(0);
  }

  /** Commits a batch (records joined by {@link SEPARATOR}), or keeps it in the spool. Never throws. */
  async store(text: string, rows: number): Promise<FromWriter> {
    if (this.#away !== null) return this.#keep(text);
    try {
      const fresh: string[] = [];
      const found = await addAll(async (records) => void fresh.push(...(await this.#parts.database.add(records))), text);
      this.#count(rows, found);
      return { kind: 'stored', uncommitted: found.map(({ index }) => index), fresh, counts: this.counts() };
    } catch (error) {
      this.#leave(error);
      return this.#keep(text);
    }
  }

  counts(): WriterCounts {
    const { rows, dropped } = this.#parts.spool;
    return { committed: this.#committed, ...this.#refused, spooled: rows, dropped, away: this.#away };
  }

  /** Lets everything go; what is in the spool is for whoever opens next. */
  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#timer);
    await this.#draining;
    if (this.#away === null) await this.#noteDropped().catch((error: unknown) => this.#leave(error));
    this.#parts.spool.release();
    await this.#parts.database.close();
  }

  #count(rows: number, found: readonly RefusedRecord[]): void {
    this.#committed += rows - found.length;
    const told = found.map(({ record, reason }) => ({ id: String((JSON.parse(readKind(record).fields) as unknown[])[0]), reason }));
    this.#refused = withRefused(this.#refused, refusedOf(told));
  }

  #keep(text: string): FromWriter {
    const records = text.split(SEPARATOR);
    const kept = this.#parts.spool.append(records) === records.length;
    return { kind: 'stored', uncommitted: 'all', kept, counts: this.counts() };
  }

  #leave(error: unknown): void {
    this.#away = error instanceof Error ? error.message : String(error);
    this.#schedule(this.#parts.retryMs);
  }

  #schedule(afterMs: number): void {
    if (this.#closing) return;
    this.#timer ??= setTimeout(() => (this.#draining = this.#drain()), afterMs);
  }

  async #drain(): Promise<void> {
    const { spool, retryMs, changed } = this.#parts;
    await this.#empty().catch((error: unknown) => this.#leave(error));
    this.#timer = undefined;
    if (this.#away !== null || spool.rows > 0 || spool.dropped > this.#noted) this.#schedule(retryMs);
    changed();
  }

  async #empty(): Promise<void> {
    const { spool, root, id, changed } = this.#parts;
    await this.#parts.database.ready();
    await this.#noteDropped();
    for (let block = spool.next(); block.lines.length > 0 && !this.#closing; block = spool.next()) {
      await this.#addBlock(block);
      spool.passed(block);
      this.#away = null;
      changed();
    }
    for (const orphan of orphans(root, id)) if (!this.#closing) await this.#adopt(orphan);
    await this.#noteDropped();
    this.#away = null;
  }

  async #addBlock({ lines }: SpoolBlock): Promise<void> {
    const records = lines.flatMap(({ record }) => record ?? []);
    if (records.length === 0) return;
    const found = await addAll((batch) => this.#parts.database.add(batch, withoutForgotten), records.join(SEPARATOR));
    this.#count(records.length, found);
  }

  async #adopt(orphan: Orphan): Promise<void> {
    for (let block = orphan.next(); block.lines.length > 0; block = orphan.next()) await this.#addBlock(block);
    if (orphan.dropped > 0) await this.#parts.database.write((tx) => noteDropped(tx, orphan.id, orphan.dropped, this.#parts.clock()));
    orphan.remove();
  }

  async #noteDropped(): Promise<void> {
    const { spool, id, database, clock } = this.#parts;
    const { dropped } = spool;
    if (dropped <= this.#noted) return;
    await database.write((tx) => noteDropped(tx, id, dropped, clock()));
    this.#noted = dropped;
  }
}
