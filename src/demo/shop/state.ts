import type { Shop } from './shop.js';

/** What changes as days go by. The functions of this folder that change it say so. */
export interface ShopState {
  /** Days since the start. */
  day: number;
  /** Pieces of each item on the shelf. */
  readonly stock: Int32Array;
  /** Per person the places of the items that are theirs. */
  readonly owned: readonly Set<number>[];
  /** Per item what was sold lately: a day weighs half as much after two weeks. */
  readonly sales: Float64Array;
  /** Per person how many visits there were. */
  readonly visits: Int32Array;
  /** Per person below 1 after bad luck: out of stock, sent back. */
  readonly patience: Float64Array;
  /** Per day who comes. */
  readonly due: Map<number, number[]>;
}

/** Days between deliveries. */
const DELIVERY_DAYS = 14;
const SALES_KEPT = 0.5 ** (1 / 14);

/** The state before the first day. */
export function openState(shop: Shop): ShopState {
  const due = new Map<number, number[]>();
  shop.people.forEach(({ joinedDay }, person) => add(due, joinedDay, person));
  return {
    day: 0,
    stock: Int32Array.from(shop.catalogue, ({ shelf }) => shelf),
    owned: shop.people.map(() => new Set()),
    sales: new Float64Array(shop.catalogue.length),
    visits: new Int32Array(shop.people.length),
    patience: new Float64Array(shop.people.length).fill(1),
    due,
  };
}

/** Goes on to the next day: deliveries come, every item's on its own weekday of a fortnight. Changes `state`. */
export function nextDay(shop: Shop, state: ShopState): void {
  state.due.delete(state.day);
  state.day++;
  shop.catalogue.forEach(({ shelf }, item) => {
    state.sales[item] *= SALES_KEPT;
    if ((state.day + item) % DELIVERY_DAYS === 0) state.stock[item] = Math.max(state.stock[item], shelf);
  });
}

/** Notes that a person comes on a day. Changes `due`. */
export function add(due: Map<number, number[]>, day: number, person: number): void {
  const people = due.get(day);
  if (people) people.push(person);
  else due.set(day, [person]);
}

/** Whether an item is sold on a day. */
export const isLaunched = (shop: Shop, item: number, day: number): boolean => shop.catalogue[item].launchDay <= day;
