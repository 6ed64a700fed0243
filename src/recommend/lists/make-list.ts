import type { History, Recommender } from '../recommender.js';
import { topItems } from '../top-items.js';

/** What a list is wished for. */
export interface ListWish {
  readonly history: History;
  /** How many items at most. */
  readonly k: number;
  /** Items that may not stand on the list, by place: bought already, out of stock, not asked for. */
  readonly leftOut: (item: number) => boolean;
  /** Most reasons per item; absent: none. */
  readonly reasons?: number;
}

/** Because of which item of the history another one is recommended, and by how much. */
export interface ListReason {
  /** The place of the item in the history's `items`. */
  readonly item: number;
  readonly effect: number;
}

/** One place of a list. */
export interface ListedItem {
  readonly item: number;
  readonly score: number;
  /** The strongest first; empty where the method has none. */
  readonly reasons: readonly ListReason[];
}

/** A list, the best first. */
export interface MadeList {
  readonly items: readonly ListedItem[];
}

/** The list of a history: the items of the highest scores that are not left out, each with what it is owed to. Costs one score per item. */
export function makeList(recommender: Recommender, { history, k, leftOut, reasons = 0 }: ListWish): MadeList {
  const scores = new Float64Array(recommender.items);
  recommender.score(history, scores);
  const items = Array.from(topItems(scores, k, leftOut), (item) => ({
    item,
    score: scores[item],
    reasons: reasons > 0 ? reasonsFor(recommender, history, item, reasons) : [],
  }));
  return { items };
}

function reasonsFor(recommender: Recommender, history: History, item: number, most: number): readonly ListReason[] {
  const shares = recommender.because?.(history, item);
  if (!shares) return [];
  const byItem = new Map<number, number>();
  shares.effects.forEach((effect, h) => byItem.set(history.items[h], (byItem.get(history.items[h]) ?? 0) + effect));
  return [...byItem]
    .map(([from, effect]) => ({ item: from, effect }))
    .filter(({ effect }) => effect > 0)
    .sort((a, b) => b.effect - a.effect || a.item - b.item)
    .slice(0, most);
}
