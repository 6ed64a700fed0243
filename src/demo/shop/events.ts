import type { Deed } from './deeds.js';
import { DAY_MS, dayMs, type ShopSize } from './shop-size.js';
import type { Shop } from './shop.js';
import type { Visit } from './visit.js';

/** A row of the shop's own log: what it sees of a deed. */
export interface ShopEvent {
  readonly id: string;
  readonly user: string;
  readonly item: string;
  readonly type: 'view' | 'cart' | 'purchase' | 'return';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Euro paid; of a return euro given back, below 0; 0 for all else. */
  readonly amount: number;
  /** Whether it was done with the list of the front page. */
  readonly front: boolean;
}

/** When the n-th of so many visits of a day begins: the shop is visited from eight until ten in the evening. */
export const visitAt = (shop: ShopSize, day: number, nth: number, visits: number): number =>
  dayMs(shop, day) + 1000 * Math.floor(3600 * (8 + (14 * nth) / visits));

/** Seconds between deeds of one visit. */
const PACE_MS = 25_000;

/** What the log says of a visit; what is sent back comes days later, with the day of its purchase deciding when. */
export function eventsOf(shop: Shop, visit: Visit): readonly ShopEvent[] {
  const user = shop.people[visit.person].id;
  const row = (deed: Deed, n: number): ShopEvent[] => {
    const { id, price } = shop.catalogue[deed.item];
    const at = visit.at + n * PACE_MS;
    const amount = deed.type === 'purchase' ? price : 0;
    const event = { id: `${user}-${visit.day}-${n}`, user, item: id, type: deed.type, at, amount, front: n < visit.front.length };
    if (!deed.returned) return [event];
    const back = 5 + ((visit.day + deed.item) % 10);
    return [event, { ...event, id: `${event.id}-back`, type: 'return', at: at + back * DAY_MS, amount: -price }];
  };
  return [...visit.front, ...visit.browsed].flatMap(row);
}
