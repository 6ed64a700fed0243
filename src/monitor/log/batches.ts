import { SEPARATOR } from './messages.js';

/** At most so many rows, and so many characters, go to the writer at once. */
const MOST = { rows: 4096, characters: 8 * 2 ** 20 } as const;

/** What became of records that were handed over together. */
export interface Settled {
  /** All of them are committed. */
  readonly all: boolean;
  /** Those that are not committed wait in the spool, but for `faults`. */
  readonly kept: boolean;
  /** Places of those that the database cannot hold. */
  readonly faults: readonly number[];
  /** Whether an event of this id was new. Of several who ask, because they handed over the same at once, the first hears yes. */
  readonly wasNew: (id: string) => boolean;
}

/** What became of a batch: which of its records are not committed, whether those are in the spool, and the ids of the events that were new. */
export interface BatchFate {
  readonly uncommitted?: readonly number[] | 'all' | undefined;
  readonly kept?: boolean | undefined;
  readonly fresh?: readonly string[] | undefined;
}

/** Somebody who waits for the records of one call. */
interface Waiter {
  left: number;
  all: boolean;
  kept: boolean;
  readonly faults: number[];
  /** Of each batch that it had a part in. */
  readonly fresh: Set<string>[];
  readonly done: (settled: Settled) => void;
}

interface Item {
  readonly record: string;
  readonly waiter: Waiter;
  /** Its place among the waiter's records. */
  readonly place: number;
}

/** Records in the order in which they came: those that wait, and the one batch that is under way; and who waits for them. */
export class Batches {
  #waiting: Item[] = [];
  #sent: Item[] = [];
  #characters = 0;

  /** Records that are not settled. */
  get rows(): number {
    return this.#waiting.length + this.#sent.length;
  }

  get characters(): number {
    return this.#characters;
  }

  get underWay(): boolean {
    return this.#sent.length > 0;
  }

  /** Adds the records of one call; `done` hears what became of them. */
  add(records: readonly string[], done: (settled: Settled) => void): void {
    const waiter: Waiter = { left: records.length, all: true, kept: true, faults: [], fresh: [], done };
    for (const [place, record] of records.entries()) {
      this.#characters += record.length;
      this.#waiting.push({ record, waiter, place });
    }
  }

  /** The next batch, which is then under way. */
  take(): { readonly rows: number; readonly text: string } {
    const rows = this.#size();
    this.#sent = this.#waiting.slice(0, rows);
    this.#waiting = rows === this.#waiting.length ? [] : this.#waiting.slice(rows);
    return { rows, text: this.#sent.map((item) => item.record).join(SEPARATOR) };
  }

  /** The fate of the batch under way. */
  settle({ uncommitted = [], kept = false, fresh = [] }: BatchFate = {}): void {
    const batch = this.#sent;
    this.#sent = [];
    const faults = uncommitted === 'all' ? undefined : new Set(uncommitted);
    const isNew = new Set(fresh);
    for (const [index, { record, waiter, place }] of batch.entries()) {
      this.#characters -= record.length;
      if (faults === undefined) waiter.kept &&= kept;
      else if (faults.has(index)) waiter.faults.push(place);
      if (isNew.size > 0 && waiter.fresh.at(-1) !== isNew) waiter.fresh.push(isNew);
      waiter.all &&= faults !== undefined && !faults.has(index);
      if (--waiter.left === 0) waiter.done(settledOf(waiter));
    }
  }

  /** The batch under way never arrived: it waits again, before the others. */
  takeBack(): void {
    this.#waiting = [...this.#sent, ...this.#waiting];
    this.#sent = [];
  }

  #size(): number {
    const most = Math.min(MOST.rows, this.#waiting.length);
    let characters = 0;
    for (let size = 0; size < most; size++) {
      characters += this.#waiting[size].record.length;
      if (characters > MOST.characters && size > 0) return size;
    }
    return most;
  }
}

const settledOf = ({ all, kept, faults, fresh }: Waiter): Settled => ({
  all,
  kept,
  faults,
  wasNew: (id) => fresh.some((ids) => ids.delete(id)),
});
