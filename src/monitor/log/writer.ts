import type { Clock } from '../../core/index.js';
import { getState, putState } from '../../store/index.js';
import { addAll, type RefusedRecord } from './add-all.js';
import type { LogDatabase } from './database.js';
import { withoutForgotten } from './forgotten.js';
import { SEPARATOR, type FromWriter, type WriterCounts } from './messages.js';
import type { Refusal } from './prediction.js';
import { orphans, type Spool, type SpoolBlock } from './spool/index.js';

/** How many of the refused rows are remembered by name. */
const REMEMBERED = 20;

/** What stores the batches of one log, and keeps them while the database is away. */
export interface Writer {
  /** Commits a batch (records joined by {@link SEPARATOR}), or keeps it in the spool. Never throws. */
  store(text: string, rows: number): Promise<FromWriter>;
  counts(): WriterCounts;
  /** Lets everything go; what is in the spool is for whoever opens next. */
  close(): Promise<void>;
}

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

/** Where the number of rows that a log dropped is put down, by the log's id. */
export const DROPPED = 'log.dropped.';

/** A writer; it begins with what an earlier one of the same log, and logs whose process has ended, left in their spools. */
export function logWriter({ id, root, database, spool, clock, retryMs, changed }: WriterParts): Writer {
  let away: string | null = null;
  let [committed, refused, noted] = [0, 0, 0];
  let refusals: readonly Refusal[] = [];
  let closing = false;
  let timer: NodeJS.Timeout | undefined;
  let draining = Promise.resolve();

  const refuse = (found: readonly RefusedRecord[]): void => {
    refused += found.length;
    const told = found.map(({ record, reason }) => ({ id: String((JSON.parse(record) as unknown[])[0]), reason }));
    refusals = [...refusals, ...told].slice(-REMEMBERED);
  };
  const counts = (): WriterCounts => ({ committed, refused, refusals, away, spooled: spool.rows, dropped: spool.dropped });
  const addBlock = async (block: SpoolBlock): Promise<number> => {
    const records = block.lines.flatMap(({ record }) => record ?? []);
    if (records.length === 0) return 0;
    const found = await addAll((batch) => database.add(batch, withoutForgotten), records.join(SEPARATOR));
    refuse(found);
    return records.length - found.length;
  };
  const noteDropped = async (): Promise<void> => {
    const { dropped } = spool;
    if (dropped <= noted) return;
    await database.write((tx) => putState(tx, `${DROPPED}${id}`, { rows: dropped }, clock()));
    noted = dropped;
  };
  const empty = async (): Promise<void> => {
    await noteDropped();
    for (let block = spool.next(); block.lines.length > 0 && !closing; block = spool.next()) {
      committed += await addBlock(block);
      spool.passed(block);
      away = null;
      changed();
    }
    for (const orphan of closing ? [] : orphans(root, id)) {
      for (let block = orphan.next(); block.lines.length > 0; block = orphan.next()) await addBlock(block);
      await database.write(async (tx) => {
        const before = (await getState<{ rows: number }>(tx, `${DROPPED}${orphan.id}`))?.rows ?? 0;
        if (orphan.dropped > before) await putState(tx, `${DROPPED}${orphan.id}`, { rows: orphan.dropped }, clock());
      });
      orphan.remove();
    }
    await noteDropped();
    away = null;
  };
  const drain = async (): Promise<void> => {
    await empty().catch(leave);
    timer = undefined;
    if (away !== null || spool.rows > 0 || spool.dropped > noted) schedule(retryMs);
    changed();
  };
  function schedule(afterMs: number): void {
    if (!closing) timer ??= setTimeout(() => void (draining = drain()), afterMs);
  }
  function leave(error: unknown): void {
    away = error instanceof Error ? error.message : String(error);
    schedule(retryMs);
  }
  const keep = (text: string): FromWriter => {
    spool.append(text.split(SEPARATOR));
    return { kind: 'stored', uncommitted: 'all', counts: counts() };
  };

  schedule(0);
  return {
    counts,
    store: async (text, rows) => {
      if (away !== null) return keep(text);
      try {
        const found = await addAll(database.add, text);
        committed += rows - found.length;
        refuse(found);
        return { kind: 'stored', ...(found.length > 0 ? { uncommitted: found.map(({ index }) => index) } : {}), counts: counts() };
      } catch (error) {
        leave(error);
        return keep(text);
      }
    },
    close: async () => {
      closing = true;
      clearTimeout(timer);
      await draining;
      if (away === null) await noteDropped().catch(leave);
      spool.release();
      await database.close();
    },
  };
}
