import { count } from '../../core/index.js';
import type { ShopHistory } from '../shop/history.js';
import { CATEGORIES, type Category } from '../shop/words.js';

/** Somebody to be on the shop's page. */
export interface KnownVisitor {
  readonly id: string;
  /** What the log says of them, in a few words. */
  readonly about: string;
}

/** Purchases from which on a customer's taste shows. */
const CLEAR = 5;

/** For each category the customer who bought most of it, of those for whom it is the greater part of what they bought: tastes that can be told apart. */
export function knownVisitors({ shop, events }: ShopHistory): readonly KnownVisitor[] {
  const categoryOf = new Map(shop.catalogue.map(({ id, category }) => [id, category]));
  const bought = new Map<string, Map<Category, number>>();
  for (const { user, item, type } of events) {
    if (type !== 'purchase') continue;
    const counts = bought.get(user) ?? new Map<Category, number>();
    const category = categoryOf.get(item)!;
    bought.set(user, counts.set(category, (counts.get(category) ?? 0) + 1));
  }
  const buyers = [...bought].map(([id, counts]) => ({ id, counts, all: [...counts.values()].reduce((sum, n) => sum + n, 0) }));
  return CATEGORIES.flatMap((category) => {
    const own = ({ counts }: (typeof buyers)[number]): number => counts.get(category) ?? 0;
    const fans = buyers.filter((one) => one.all >= CLEAR && own(one) > one.all / 2);
    const best = fans.toSorted((a, b) => own(b) - own(a) || (a.id < b.id ? -1 : 1))[0];
    return best ? [{ id: best.id, about: `${best.id}: ${count(best.all, 'purchase')}, ${own(best)} of them ${category}` }] : [];
  });
}
