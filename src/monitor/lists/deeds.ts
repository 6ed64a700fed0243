import { takesOf, type RegisteredRecommender } from '../../model/index.js';
import { isSelected, type Store } from '../../store/index.js';
import { behaviourSince } from '../behaviour/since.js';

/** One thing that a user did. */
export interface Deed {
  readonly at: number;
  readonly item: string;
  /** Whether the item is not recommended to them again. */
  readonly takes: boolean;
}

/** What users did, as a version sees it. */
export interface Deeds {
  /** By user, the oldest first, from the end of the training on and from the beginning of the window on. */
  readonly byUser: ReadonlyMap<string, readonly Deed[]>;
  /** The items of the events of the window. */
  readonly items: readonly string[];
  /** Events that happened after the newest of the training. */
  readonly newEvents: number;
}

/** From a moment on, and before another. */
interface Window {
  readonly from: number;
  readonly to: number;
}

/** Reads what users did in a window and since a version learned: all of it is held in memory, about 100 bytes an event. Types that count nothing are passed over, and events of other catalogues. */
export async function readDeeds(store: Store, open: RegisteredRecommender, window: Window, signal: AbortSignal): Promise<Deeds> {
  const learnedTo = Date.parse(open.record.period.to);
  const takes = takesOf(open.content);
  const byUser = new Map<string, Deed[]>();
  const items: string[] = [];
  let newEvents = 0;
  for await (const events of countingEvents(store, open, { ...window, from: Math.min(window.from, learnedTo) }, signal))
    for (const { user, item, type, at } of events) {
      const deed = { at, item, takes: takes(type) };
      const own = byUser.get(user);
      if (own) own.push(deed);
      else byUser.set(user, [deed]);
      if (at >= window.from) items.push(item);
      if (at > learnedTo) newEvents++;
    }
  for (const own of byUser.values()) own.sort((a, b) => a.at - b.at);
  return { byUser, items, newEvents };
}

/** How many events happened after a moment, and before another, of those that {@link readDeeds} counts. None is held in memory. */
export async function countDeeds(
  store: Store,
  open: RegisteredRecommender,
  { after, to }: { readonly after: number; readonly to: number },
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  for await (const events of countingEvents(store, open, { from: after, to }, signal)) for (const { at } of events) if (at > after) count++;
  return count;
}

/** Events of a version's own catalogue and of types that count something, block by block. */
async function* countingEvents(store: Store, { content, own }: RegisteredRecommender, { from, to }: Window, signal: AbortSignal) {
  for await (const events of behaviourSince(store, { from, signal }))
    yield events.filter(
      ({ type, at, source }) => at < to && isSelected(own, { type, source }) && (type === null || content.weights[type] !== 0),
    );
}
