import { SEPARATOR, type FromWriter, type ToWriter, type WriterCounts } from './messages.js';
import type { LogStats, PredictionLog, Refusal } from './prediction.js';
import { faultOf, recordOf } from './record.js';

/** At most so many rows, and so many characters, go to the writer at once. */
const BATCH = { rows: 4096, characters: 8 * 2 ** 20 } as const;
/** The mode `async` lets rows gather so long. */
const WINDOW_MS = 25;
/** A writer that ended is started anew after this. */
const RESTART_MS = 200;
const REMEMBERED = 20;

/** The way to a writer. */
export interface Post {
  readonly post: (message: ToWriter) => void;
  /** Whether the process may end while the writer runs. */
  readonly hold: (held: boolean) => void;
}

/** What a queue hears from its writer. */
export interface Heard {
  readonly message: (message: FromWriter) => void;
  readonly ended: (why: string) => void;
}

/** What a queue works with. */
export interface QueueOptions {
  readonly mode: 'durable' | 'async';
  readonly maxWaitingBytes: number;
  readonly start: (heard: Heard) => Post;
}

/** Somebody who waits for the rows of one `append`. */
interface Waiter {
  left: number;
  all: boolean;
  readonly done: (logged: boolean) => void;
}

interface Item {
  readonly record: string;
  readonly waiter: Waiter;
}

const NOTHING: WriterCounts = { committed: 0, spooled: 0, dropped: 0, refused: 0, refusals: [], away: null };

/**
 * The side of a log that lives on the caller's thread: rows become records, gather while a batch is under way, and go over in one message.
 * A batch is sent when the writer is idle, after the callbacks of this turn of the event loop, so that one client waits for nobody and many share a commit.
 * When the writer's thread ends, another is started and gets the batch again: a row that is there already changes nothing.
 */
export function logQueue({ mode, maxWaitingBytes, start }: QueueOptions): PredictionLog {
  let waiting: Item[] = [];
  let sent: Item[] = [];
  let characters = 0;
  let [dropped, refused, scheduled] = [0, 0, false];
  let refusals: readonly Refusal[] = [];
  let [past, now] = [NOTHING, NOTHING];
  let broken: string | null = null;
  let writer: Post | undefined;
  let closing: { readonly done: () => void } | undefined;
  let closed: Promise<void> | undefined;

  const settle = (item: Item, committed: boolean): void => {
    characters -= item.record.length;
    const { waiter } = item;
    waiter.all &&= committed;
    if (--waiter.left === 0) waiter.done(waiter.all);
  };
  const flush = (): void => {
    scheduled = false;
    if (!writer || sent.length > 0) return;
    if (waiting.length === 0) return void (closing ? writer.post({ kind: 'close' }) : writer.hold(false));
    const size = batchSize(waiting);
    sent = waiting.slice(0, size);
    waiting = size === waiting.length ? [] : waiting.slice(size);
    writer.post({ kind: 'rows', rows: size, text: sent.map((item) => item.record).join(SEPARATOR) });
  };
  const schedule = (): void => {
    if (scheduled || sent.length > 0) return;
    scheduled = true;
    writer?.hold(true);
    if (mode === 'async' && !closing && waiting.length < BATCH.rows) setTimeout(flush, WINDOW_MS);
    else setImmediate(flush);
  };
  const heard: Heard = {
    message: ({ kind, uncommitted, counts }) => {
      now = counts;
      broken = null;
      if (kind !== 'stored') return;
      const batch = sent;
      sent = [];
      const failed = new Set(uncommitted === 'all' ? batch.keys() : uncommitted);
      for (const [index, item] of batch.entries()) settle(item, !failed.has(index));
      if (waiting.length > 0 && mode === 'durable') flush();
      else schedule();
    },
    ended: (why) => {
      writer = undefined;
      [past, now] = [together(past, now), NOTHING];
      if (closing && sent.length + waiting.length === 0) return closing.done();
      broken = why;
      [waiting, sent] = [[...sent, ...waiting], []];
      setTimeout(begin, RESTART_MS);
    },
  };
  function begin(): void {
    writer = start(heard);
    schedule();
  }
  const append = (rows: Parameters<PredictionLog['append']>[0]): Promise<boolean> => {
    const faults = rows.map(faultOf);
    const fine = rows.filter((_, i) => faults[i] === undefined);
    refused += rows.length - fine.length;
    if (fine.length < rows.length)
      refusals = [...refusals, ...rows.flatMap(({ id }, i) => (faults[i] === undefined ? [] : { id, reason: faults[i] }))].slice(
        -REMEMBERED,
      );
    if (fine.length === 0) return Promise.resolve(rows.length === 0);
    if (closed || characters >= maxWaitingBytes) {
      dropped += fine.length;
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      const waiter: Waiter = { left: fine.length, all: fine.length === rows.length, done: mode === 'durable' ? resolve : () => {} };
      for (const row of fine) {
        const record = recordOf(row);
        characters += record.length;
        waiting.push({ record, waiter });
      }
      if (mode === 'async') resolve(false);
      schedule();
    });
  };
  const stats = (): LogStats => {
    const all = together(past, now);
    return {
      ...all,
      waiting: waiting.length + sent.length,
      dropped: all.dropped + dropped,
      refused: all.refused + refused,
      refusals: [...all.refusals, ...refusals].slice(-REMEMBERED),
      away: broken ?? now.away,
    };
  };
  const close = (): Promise<void> =>
    (closed ??= new Promise((done) => {
      closing = { done };
      writer?.hold(true);
      schedule();
    }));

  begin();
  return { append, stats, close, [Symbol.asyncDispose]: close };
}

function batchSize(waiting: readonly Item[]): number {
  const most = Math.min(BATCH.rows, waiting.length);
  let characters = 0;
  for (let size = 0; size < most; size++) {
    characters += waiting[size].record.length;
    if (characters > BATCH.characters && size > 0) return size;
  }
  return most;
}

/** Counts of writers one after the other; the spool and what is dropped go over from one to the next by themselves. */
function together(past: WriterCounts, now: WriterCounts): WriterCounts {
  return {
    committed: past.committed + now.committed,
    spooled: Math.max(now.spooled, 0),
    dropped: Math.max(past.dropped, now.dropped),
    refused: past.refused + now.refused,
    refusals: [...past.refusals, ...now.refusals],
    away: now.away,
  };
}
