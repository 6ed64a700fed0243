import type { BehaviourEvent, UserEvent } from '../../store/index.js';
import { History } from './history.js';

/** What is read of a user. */
export interface StoredHistory {
  /** The newest first; at most so many as were asked for. */
  readonly newest: readonly UserEvent[];
  /** Items of all events, where there are more than `newest`. */
  readonly items: readonly Pick<UserEvent, 'item' | 'type'>[];
  /** When the user was erased. */
  readonly forgottenAt?: number | undefined;
}

/** How much is held, and where the rest is. */
export interface HistoriesOptions {
  /** Events of one user. */
  readonly eventsOfUser: number;
  /** Events and items of all users together. */
  readonly most: number;
  readonly read: (user: string, most: number) => Promise<StoredHistory>;
}

/** A history that is held. */
interface Held {
  readonly history: History;
  size: number;
}

/** A history on its way: what happens meanwhile is added when it is there. */
interface Coming {
  readonly coming: Promise<History>;
  readonly meanwhile: UserEvent[];
  /** It is forgotten before it came. */
  void: boolean;
}

/** The histories of the users of late; the one used longest ago goes first. */
export class Histories {
  readonly #options: HistoriesOptions;
  /** By the time of their last use. */
  readonly #users = new Map<string, Held | Coming>();
  #size = 0;

  constructor(options: HistoriesOptions) {
    this.#options = options;
  }

  /** About what is held, in events. */
  get size(): number {
    return this.#size;
  }

  /** The history of a user: at once when it is held. Rejects when it cannot be read. */
  of(user: string): History | Promise<History> {
    const known = this.#users.get(user);
    if (!known) return this.#load(user);
    if ('coming' in known) return known.coming;
    this.#users.delete(user);
    this.#users.set(user, known);
    return known.history;
  }

  /** Something happened: histories that are held hear of it, the others find it in the store. */
  add({ id, user, item, type, at }: BehaviourEvent): void {
    const known = this.#users.get(user);
    if (!known) return;
    const event = { id, item, type, at };
    if ('coming' in known) return void known.meanwhile.push(event);
    known.history.add(event);
    this.#weigh(known);
  }

  /** Lets go of all: the store may hold less than before. */
  clear(): void {
    for (const known of this.#users.values()) if ('coming' in known) known.void = true;
    this.#users.clear();
    this.#size = 0;
  }

  #load(user: string): Promise<History> {
    const { read, eventsOfUser } = this.#options;
    const arrived = read(user, eventsOfUser).then(
      ({ newest, items, forgottenAt }) => {
        const history = new History(eventsOfUser, newest.toReversed(), items, forgottenAt);
        for (const event of here.meanwhile) history.add(event);
        if (!here.void) this.#keep(user, history);
        return history;
      },
      (error: unknown) => {
        if (!here.void) this.#users.delete(user);
        throw error;
      },
    );
    const here: Coming = { coming: arrived, meanwhile: [], void: false };
    this.#users.set(user, here);
    return arrived;
  }

  #keep(user: string, history: History): void {
    const held = { history, size: 0 };
    this.#users.delete(user);
    this.#users.set(user, held);
    this.#weigh(held);
  }

  #weigh(held: Held): void {
    this.#size += held.history.size - held.size;
    held.size = held.history.size;
    for (const [user, oldest] of this.#users) {
      if (this.#size <= this.#options.most || oldest === held) return;
      if ('coming' in oldest) continue;
      this.#users.delete(user);
      this.#size -= oldest.size;
    }
  }
}
