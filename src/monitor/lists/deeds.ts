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

/** Reads what users did in a window and since a version learned: all of it is held in memory, about 100 bytes an event. Types that count nothing are passed over, and events of other catalogues. */
export async function readDeeds(
  store: Store,
  { content, record, own: selected }: RegisteredRecommender,
  window: { readonly from: number; readonly to: number },
  signal: AbortSignal,
): Promise<Deeds> {
  const learnedTo = Date.parse(record.period.to);
  const takes = takesOf(content);
  const byUser = new Map<string, Deed[]>();
  const items: string[] = [];
  let newEvents = 0;
  for await (const events of behaviourSince(store, { from: Math.min(window.from, learnedTo), signal }))
    for (const { user, item, type, at, source } of events) {
      if (at >= window.to || !isSelected(selected, { type, source }) || (type !== null && content.weights[type] === 0)) continue;
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
