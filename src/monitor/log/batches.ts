import { SEPARATOR } from './messages.js';

/** At most so many rows, and so many characters, go to the writer at once. */
const MOST = { rows: 4096, characters: 8 * 2 ** 20 } as const;

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

  /** Adds the records of one `append`; `done` hears whether all of them, and `others` beside, are committed. */
  add(records: readonly string[], others: boolean, done: (logged: boolean) => void): void {
    const waiter: Waiter = { left: records.length, all: others, done };
    for (const record of records) {
      this.#characters += record.length;
      this.#waiting.push({ record, waiter });
    }
  }

  /** The next batch, which is then under way. */
  take(): { readonly rows: number; readonly text: string } {
    const rows = this.#size();
    this.#sent = this.#waiting.slice(0, rows);
    this.#waiting = rows === this.#waiting.length ? [] : this.#waiting.slice(rows);
    return { rows, text: this.#sent.map((item) => item.record).join(SEPARATOR) };
  }

  /** The fate of the batch under way: which of its records are not committed. */
  settle(uncommitted: readonly number[] | 'all' = []): void {
    const batch = this.#sent;
    this.#sent = [];
    const failed = uncommitted === 'all' ? undefined : new Set(uncommitted);
    for (const [index, { record, waiter }] of batch.entries()) {
      this.#characters -= record.length;
      waiter.all &&= failed !== undefined && !failed.has(index);
      if (--waiter.left === 0) waiter.done(waiter.all);
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
