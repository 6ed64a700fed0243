import type { History } from '../recommender.js';

/** Whether what a user took may be recommended again: never, always, or some time after it was taken last. */
export type Repeat = boolean | { readonly afterMs: number };

/**
 * Which items may not stand on a list because the user took them. `now` is needed for a time span alone; an event without a time, or from the future, is as if it were now.
 * Hand in a history of those events that count as taken: purchases where there are any, else all.
 */
export function takenAlready(
  { items, times }: Pick<History, 'items' | 'times'>,
  repeat: Repeat,
  now = Infinity,
): (item: number) => boolean {
  if (repeat === true) return () => false;
  const taken = new Set<number>();
  for (let h = 0; h < items.length; h++)
    if (repeat === false || !times || now - Math.min(times[h], now) < repeat.afterMs) taken.add(items[h]);
  return (item) => taken.has(item);
}
