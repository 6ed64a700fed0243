import type { Taken } from '../../model/index.js';
import type { UserEvent } from '../../store/index.js';

/**
 * What one user did: the newest events in order, and every item ever. Adding is idempotent and order-free: events stand by their time, then by their id,
 * and whatever order they come in, however often, the same is kept.
 */
export class History {
  /** When the user was erased. */
  readonly forgottenAt: number | undefined;
  readonly #most: number;
  /** The oldest first; at most `most`. */
  readonly #newest: Entry[];
  /** Items by type, of all events. */
  readonly #byType = new Map<string | null, Set<string>>();
  #all: ReadonlySet<string> | undefined;
  #taken: readonly Taken[] | undefined;

  /** `newest`: the newest events, the oldest first; `older`: items of those that `newest` leaves out. */
  constructor(
    most: number,
    newest: readonly UserEvent[] = [],
    older: readonly Pick<UserEvent, 'item' | 'type'>[] = [],
    forgottenAt?: number,
  ) {
    this.#most = most;
    this.forgottenAt = forgottenAt;
    this.#newest = newest.map(entryOf);
    for (const one of newest) this.#note(one);
    for (const one of older) this.#note(one);
  }

  /** About what it takes to hold it, in events: a user without any takes as much as three. */
  get size(): number {
    let size = 3 + this.#newest.length;
    for (const items of this.#byType.values()) size += items.size;
    return size;
  }

  add(event: UserEvent): void {
    this.#note(event);
    const place = placeOf(this.#newest, event);
    if (place < 0) return;
    const full = this.#newest.length === this.#most;
    if (full && place === 0) return;
    this.#newest.splice(place, 0, entryOf(event));
    if (full) this.#newest.shift();
    this.#taken = undefined;
  }

  /** The newest events, the oldest first. */
  taken(): readonly Taken[] {
    return (this.#taken ??= this.#newest.map((entry) => entry.taken));
  }

  /** Every item of every event. */
  all(): ReadonlySet<string> {
    if (this.#byType.size === 1) return [...this.#byType.values()][0];
    return (this.#all ??= new Set([...this.#byType.values()].flatMap((items) => [...items])));
  }

  /** Every item of every event of a type; null: of those without one. */
  ofType(type: string | null): ReadonlySet<string> {
    return this.#byType.get(type) ?? NONE;
  }

  #note({ item, type }: Pick<UserEvent, 'item' | 'type'>): void {
    const items = this.#byType.get(type);
    if (items?.has(item)) return;
    if (items) items.add(item);
    else this.#byType.set(type, new Set([item]));
    this.#all = undefined;
  }
}

/** An event by its place in time, and as it is given. */
interface Entry {
  readonly id: string;
  readonly at: number;
  readonly taken: Taken;
}

const entryOf = ({ id, item, type, at }: UserEvent): Entry => ({ id, at, taken: type === null ? { item, at } : { item, at, type } });

const NONE: ReadonlySet<string> = new Set();

/** Where an event belongs; -1 when it stands there already. New events are nearly always the newest. */
function placeOf(events: readonly Entry[], event: UserEvent): number {
  let [low, high] = [0, events.length];
  if (high > 0 && order(events[high - 1], event) < 0) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    const side = order(events[middle], event);
    if (side === 0) return -1;
    if (side < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const order = (a: Entry, b: UserEvent): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
