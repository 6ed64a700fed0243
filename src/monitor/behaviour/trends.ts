import type { BehaviourEvent } from '../../store/index.js';

/** Counts are kept per so much time. */
const SLOT_MS = 3_600_000;

/** Asked for again within this, an answer is given again. */
const FRESH_MS = 500;

type Type = string | null;

/** How often each item was taken, per hour and type: kept while events come in, of the last so many hours. */
export class Trends {
  readonly #hours: number;
  /** By slot, then type, then item. */
  readonly #slots = new Map<number, Map<Type, Map<string, number>>>();
  readonly #asked = new Map<string, { readonly at: number; readonly counts: ReadonlyMap<string, number> }>();

  constructor(hours: number) {
    this.#hours = hours;
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
    items.set(item, (items.get(item) ?? 0) + 1);
  }

  clear(): void {
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
    for (const slot of this.#slots.keys()) if (slot < this.#firstSlot(now)) this.#slots.delete(slot);
  }

  /** The oldest slot that counts now. */
  #firstSlot(now: number): number {
    return Math.floor(now / SLOT_MS) - this.#hours + 1;
  }
}
