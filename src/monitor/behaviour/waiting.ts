import type { BehaviourEvent } from '../../store/index.js';

/** At most so many are remembered; further ones count when they are in the store. */
const MOST = 10_000;

/** Events that wait for the store to be back: until then no history that is read holds them. */
export class Waiting {
  /** By user, then by id, in the order in which they came. */
  readonly #users = new Map<string, Map<string, BehaviourEvent>>();
  #size = 0;

  add(event: BehaviourEvent): void {
    const { id, user } = event;
    if (this.#size >= MOST) return;
    const events = this.#users.get(user) ?? new Map<string, BehaviourEvent>();
    if (events.has(id)) return;
    this.#users.set(user, events.set(id, event));
    this.#size++;
  }

  /** It is in the store now. */
  arrived({ id, user }: BehaviourEvent): void {
    const events = this.#users.get(user);
    if (!events?.delete(id)) return;
    this.#size--;
    if (events.size === 0) this.#users.delete(user);
  }

  clear(): void {
    this.#users.clear();
    this.#size = 0;
  }

  /** What waits of a user, in the order in which it came. */
  of(user: string): readonly BehaviourEvent[] {
    return [...(this.#users.get(user)?.values() ?? [])];
  }
}
