import { topItems } from '../../recommend/index.js';
import { eventsOf, visitAt, type ShopEvent } from './events.js';
import { dayMs, type ShopSize } from './shop-size.js';
import { makeShop, type Shop } from './shop.js';
import { isLaunched, nextDay, openState, type ShopState } from './state.js';
import { pay, visitorsOf, type Visit } from './visit.js';

/** Things on the front page. */
export const FRONT = 12;

/** What the front page shows to a person. */
export type FrontPage = (person: number, state: ShopState) => ArrayLike<number>;

/** A shop that has been open for some days: its log, the oldest event first, and how things stand. */
export interface ShopHistory {
  readonly shop: Shop;
  readonly state: ShopState;
  readonly events: readonly ShopEvent[];
}

/** The days of a shop that shows everybody what sells best. The same size gives the same history, to the bit. */
export function simulateHistory(size: ShopSize, until = size.days): ShopHistory {
  const shop = makeShop(size);
  const state = openState(shop);
  const events: ShopEvent[] = [];
  while (state.day < until)
    for (const visit of simulateDay(shop, state, (_, now) => bestsellers(shop, now, FRONT))) events.push(...eventsOf(shop, visit));
  const end = dayMs(size, until);
  return { shop, state, events: events.filter(({ at }) => at < end).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)) };
}

/** Plays a day: everybody who is due comes, sees their front page, and acts. Changes `state`, which stands on the next day afterwards. */
export function simulateDay(shop: Shop, state: ShopState, front: FrontPage): readonly Visit[] {
  const people = visitorsOf(state);
  const visits = people.map((person, nth) => ({
    ...pay(shop, state, person, front(person, state)),
    at: visitAt(shop, state.day, nth, people.length),
  }));
  nextDay(shop, state);
  return visits;
}

/** What sold best lately and is in stock, the same for everybody. */
export function bestsellers(shop: Shop, state: ShopState, k: number): Int32Array {
  return topItems(state.sales, k, (item) => state.stock[item] <= 0 || !isLaunched(shop, item, state.day));
}
