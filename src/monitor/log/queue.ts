import type { BehaviourEvent, Slate } from '../../store/index.js';
import { Batches, type Settled } from './batches.js';
import { NO_COUNTS, refusedOf, withRefused } from './counts.js';
import type { FromWriter, ToWriter } from './messages.js';
import type { EventFate, LoggedPrediction, LogStats, PredictionLog } from './prediction.js';
import { eventRecordOf, faultOf, recordOf, slateRecordOf } from './record.js';

/** The mode `async` lets rows gather so long, unless there are many. */
const WINDOW = { ms: 25, rows: 4096 } as const;
/**
 * Where so many rows shared a commit or waited for the next one, that one is held back, at most so long, until half as many are there again: those who
 * were just answered ask again, half of them share the next commit, and the other half is answered while it runs. Fewer never wait.
 */
const GATHER = { ms: 3, rows: 8, share: 0.5 } as const;
/** A writer that ended is started anew after this; when several in a row end without a word, what waits is given up. */
const RESTART = { ms: 200, most: 3 } as const;

/** The way to a writer. */
export interface Post {
  readonly post: (message: ToWriter) => void;
  /** Whether the process may not end while the writer runs. */
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
  /** Starts a writer; it is told how many rows were dropped so far. */
  readonly start: (heard: Heard, dropped: number) => Post;
}

/**
 * The side of a log that lives on the caller's thread: rows become records, gather while a batch is under way, and go over in one message.
 * A batch is sent when the writer is idle, after the callbacks of this turn of the event loop, so that one client waits for nobody and many share
 * a commit. When the writer's thread ends, another is started and gets the batch again: a row that is there already changes nothing.
 */
export class LogQueue implements PredictionLog {
  readonly #options: QueueOptions;
  readonly #batches = new Batches();
  #writer: Post | undefined;
  /** A flush at the end of this turn of the event loop. */
  #soon = false;
  /** A flush when this runs out, or when so many rows wait. */
  #timer: NodeJS.Timeout | undefined;
  #enough = 0;
  /** Writers that ended since one was last heard. */
  #ended = 0;
  #broken: string | null = null;
  #dropped = 0;
  #refused = refusedOf([]);
  #past = NO_COUNTS;
  #now = NO_COUNTS;
  #closed: Promise<void> | undefined;
  #whenClosed: (() => void) | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#start();
  }

  append(rows: readonly LoggedPrediction[]): Promise<boolean> {
    const fine = this.#withoutFaults(rows);
    return this.#logged(fine.map(recordOf), fine.length === rows.length);
  }

  appendSlates(slates: readonly Slate[]): Promise<boolean> {
    return this.#logged(slates.map(slateRecordOf), true);
  }

  async addEvents(events: readonly BehaviourEvent[], receivedAt: number): Promise<readonly EventFate[]> {
    if (events.length === 0) return [];
    const settled = await this.#put(events.map((event) => eventRecordOf(event, receivedAt)));
    return events.map(({ id }, place): EventFate => {
      if (settled === undefined) return 'lost';
      if (settled.wasNew(id)) return 'taken';
      if (settled.all) return 'known';
      return settled.faults.includes(place) ? 'refused' : settled.kept ? 'waiting' : 'lost';
    });
  }

  stats(): LogStats {
    const [past, now] = [this.#past, this.#now];
    return {
      ...withRefused(withRefused(past, now), this.#refused),
      committed: past.committed + now.committed,
      waiting: this.#batches.rows,
      spooled: now.spooled,
      dropped: Math.max(past.dropped, now.dropped) + this.#dropped,
      away: this.#broken ?? now.away,
    };
  }

  close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = new Promise((done) => (this.#whenClosed = done));
      this.#schedule();
    }
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #logged(records: readonly string[], others: boolean): Promise<boolean> {
    if (records.length === 0) return others;
    const settled = this.#put(records).then((known) => {
      if (known === undefined) this.#dropped += records.length;
      return known?.all === true && others;
    });
    return this.#options.mode === 'async' ? false : settled;
  }

  /** `undefined` when there is no room for them. */
  #put(records: readonly string[]): Promise<Settled | undefined> {
    if (this.#closed || this.#batches.characters >= this.#options.maxWaitingBytes) return Promise.resolve(undefined);
    const settled = new Promise<Settled>((done) => this.#batches.add(records, done));
    this.#schedule();
    return settled;
  }

  #withoutFaults(rows: readonly LoggedPrediction[]): readonly LoggedPrediction[] {
    const refusals = rows.flatMap((row) => {
      const reason = faultOf(row);
      return reason === undefined ? [] : { id: row.id, reason };
    });
    if (refusals.length === 0) return rows;
    this.#refused = withRefused(this.#refused, refusedOf(refusals));
    return rows.filter((row) => faultOf(row) === undefined);
  }

  #start(): void {
    const heard: Heard = { message: (message) => this.#heard(message), ended: (why) => this.#end(why) };
    this.#writer = this.#options.start(heard, Math.max(this.#past.dropped, this.#now.dropped));
    this.#schedule();
  }

  #schedule(): void {
    if (this.#soon || this.#batches.underWay || !this.#writer) return;
    this.#writer.hold(true);
    if (this.#options.mode === 'async' && !this.#closed && !this.#timer) this.#gather(WINDOW.ms, WINDOW.rows);
    if (this.#timer && !this.#closed && this.#batches.rows < this.#enough) return;
    this.#soon = true;
    setImmediate(() => this.#flush());
  }

  #gather(ms: number, enough: number): void {
    this.#enough = enough;
    this.#timer = setTimeout(() => this.#flush(), ms);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#soon = false;
    if (!this.#writer || this.#batches.underWay) return;
    if (this.#batches.rows > 0) this.#writer.post({ kind: 'rows', ...this.#batches.take() });
    else if (this.#closed) this.#writer.post({ kind: 'close' });
    else this.#writer.hold(false);
  }

  #heard({ kind, counts, ...fate }: FromWriter): void {
    this.#now = counts;
    [this.#broken, this.#ended] = [null, 0];
    if (kind !== 'stored') return;
    const together = this.#batches.rows;
    this.#batches.settle(fate);
    if (this.#options.mode === 'async' && !this.#closed && this.#batches.rows > 0) this.#schedule();
    else if (together < GATHER.rows || this.#closed || this.#batches.rows >= together * GATHER.share) this.#flush();
    else this.#gather(GATHER.ms, together * GATHER.share);
  }

  #end(why: string): void {
    const [past, now] = [this.#past, this.#now];
    this.#past = { ...now, ...withRefused(past, now), committed: past.committed + now.committed };
    this.#now = NO_COUNTS;
    this.#writer = undefined;
    this.#batches.takeBack();
    if (this.#closed && this.#batches.rows === 0) return this.#whenClosed!();
    this.#broken = why;
    if (++this.#ended > RESTART.most) this.#giveUp();
    if (this.#closed && this.#batches.rows === 0) return this.#whenClosed!();
    const timer = setTimeout(() => this.#start(), RESTART.ms);
    if (this.#batches.rows === 0 && !this.#closed) timer.unref();
  }

  #giveUp(): void {
    while (this.#batches.rows > 0) {
      this.#dropped += this.#batches.take().rows;
      this.#batches.settle({ uncommitted: 'all' });
    }
  }
}
