import type { History, Recommender } from '../recommender.js';

/** Because of which item of the history another one is recommended, and by how much. */
export interface ListReason {
  /** The item's place among all items. */
  readonly item: number;
  /** Its exact share of the score: all its events in the history together. */
  readonly effect: number;
}

/** What a score is owed to, the strongest first and only what speaks for the item; empty where the method cannot tell. */
export function reasonsFor(recommender: Recommender, history: History, item: number, most: number): readonly ListReason[] {
  const shares = most > 0 ? recommender.because?.(history, item) : undefined;
  if (!shares) return [];
  const byItem = new Map<number, number>();
  shares.effects.forEach((effect, h) => byItem.set(history.items[h], (byItem.get(history.items[h]) ?? 0) + effect));
  return [...byItem]
    .map(([from, effect]) => ({ item: from, effect }))
    .filter(({ effect }) => effect > 0)
    .toSorted((a, b) => b.effect - a.effect || a.item - b.item)
    .slice(0, most);
}
