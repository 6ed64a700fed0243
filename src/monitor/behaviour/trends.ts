import type { BehaviourEvent } from '../../store/index.js';

/** Counts are kept per so much time. */
const SLOT_MS = 3_600_000;

/** Counts that are held at most, about 100 bytes each: the oldest hours go first, and new items of this hour are not counted. */
const MOST = 500_000;

/** Asked for again within this, an answer is given again. */
const FRESH_MS = 500;

type Type = string | null;

/** How often each item was taken, per hour and type: kept while events come in, of the last so many hours. */
export class Trends {
  readonly #hours: number;
  readonly #most: number;
  /** By slot, then type, then item. */
  readonly #slots = new Map<number, Map<Type, Map<string, number>>>();
  #size = 0;
  readonly #asked = new Map<string, { readonly at: number; readonly counts: ReadonlyMap<string, number> }>();

  constructor(hours: number, most = MOST) {
    this.#hours = hours;
    this.#most = most;
  }

  add({ item, type, at }: Pick<BehaviourEvent, 'item' | 'type' | 'at'>, now: number): void {
    const slot = Math.floor(at / SLOT_MS);
    if (slot < this.#firstSlot(now)) return;
    let byType = this.#slots.get(slot);
    if (!byType) {
      this.#forgetOld(now);
      this.#slots.set(slot, (byType = new Map()));
    }
    let items = byType.get(type);
    if (!items) byType.set(type, (items = new Map()));
    const before = items.get(item);
    if (before === undefined && !this.#hasRoom(slot)) return;
    items.set(item, (before ?? 0) + 1);
    if (before === undefined) this.#size++;
  }

  clear(): void {
    this.#size = 0;
    this.#slots.clear();
    this.#asked.clear();
  }

  /** Events per item in the last hours, the one that runs now included; of some types or of all. */
  counts(now: number, hours: number, types?: readonly Type[]): ReadonlyMap<string, number> {
    const key = JSON.stringify([hours, types]);
    const before = this.#asked.get(key);
    if (before && now - before.at < FRESH_MS && now >= before.at) return before.counts;
    this.#forgetOld(now);
    const counts = this.#sum(Math.floor(now / SLOT_MS) - hours + 1, types);
    if (this.#asked.size >= 64) this.#asked.clear();
    this.#asked.set(key, { at: now, counts });
    return counts;
  }

  #sum(first: number, types: readonly Type[] | undefined): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const [slot, byType] of this.#slots)
      if (slot >= first)
        for (const [type, items] of byType)
          if (types === undefined || types.includes(type)) for (const [item, n] of items) sums.set(item, (sums.get(item) ?? 0) + n);
    return sums;
  }

  #forgetOld(now: number): void {
    for (const slot of this.#slots.keys()) if (slot < this.#firstSlot(now)) this.#forget(slot);
  }

  #forget(slot: number): void {
    for (const items of this.#slots.get(slot)?.values() ?? []) this.#size -= items.size;
    this.#slots.delete(slot);
  }

  /** Whether one more count of this hour may be held; hours before it make room. */
  #hasRoom(slot: number): boolean {
    while (this.#size >= this.#most) {
      const oldest = Math.min(...this.#slots.keys());
      if (oldest >= slot) return false;
      this.#forget(oldest);
    }
    return true;
  }

  /** The oldest slot that counts now. */
  #firstSlot(now: number): number {
    return Math.floor(now / SLOT_MS) - this.#hours + 1;
  }
}
