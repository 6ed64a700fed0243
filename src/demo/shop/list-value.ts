import { chancesOf, PAY, READ_ON, RETURN_COST } from './choice.js';
import type { Shop } from './shop.js';
import type { ShopState } from './state.js';

/** What a list brings on average, or brought. */
export interface ListValue {
  /** Items looked at closer. */
  readonly views: number;
  readonly purchases: number;
  /** Euro paid, before anything comes back. */
  readonly revenue: number;
  /** Euro of it that are given back. */
  readonly refunds: number;
  /** Euro that the shop keeps: what comes back earns nothing and costs its way. */
  readonly margin: number;
}

/**
 * What showing a list to a person is worth, exactly: the expectation over everything that they might do with it now. Places are read from the first on,
 * each following one with the chance `READ_ON`; what is done with one item does not depend on the others.
 */
export function expectedOf(shop: Shop, state: ShopState, person: number, list: ArrayLike<number>): ListValue {
  let [views, purchases, revenue, refunds, margin, read] = [0, 0, 0, 0, 0, 1];
  for (let place = 0; place < list.length; place++) {
    const item = list[place];
    const { view, buy } = placeChances(shop, state, person, item);
    const bought = read * view * buy;
    views += read * view;
    purchases += bought;
    const { price, returnRate } = shop.catalogue[item];
    revenue += bought * price;
    refunds += bought * price * returnRate;
    margin += bought * keptOf(shop, item);
    read *= READ_ON;
  }
  return { views, purchases, revenue, refunds, margin };
}

/** The list that brings most revenue: no recommender can be better. */
export function bestList(shop: Shop, state: ShopState, person: number, k: number): Int32Array {
  const worth = Float64Array.from(shop.catalogue, ({ price, launchDay }, item) => {
    if (launchDay > state.day) return -1;
    const { view, buy } = placeChances(shop, state, person, item);
    return view * buy * price;
  });
  const order = Int32Array.from(worth.keys()).toSorted((a, b) => worth[b] - worth[a] || a - b);
  return order.filter((item) => worth[item] >= 0).subarray(0, k);
}

/** Of an item that is being read: chance of a closer look, and of buying after it. */
function placeChances(shop: Shop, state: ShopState, person: number, item: number): { readonly view: number; readonly buy: number } {
  const { view, cart } = chancesOf(shop, shop.people[person], shop.catalogue[item], state.day);
  return { view, buy: isToBeHad(state, person, item) ? cart * PAY : 0 };
}

/** Whether a person could put an item into the cart: in stock, and not theirs yet. */
export const isToBeHad = (state: ShopState, person: number, item: number): boolean =>
  state.stock[item] > 0 && !state.owned[person].has(item);

/** Euro that a sold piece leaves on average. */
function keptOf(shop: Shop, item: number): number {
  const { margin, returnRate } = shop.catalogue[item];
  return (1 - returnRate) * margin - returnRate * RETURN_COST;
}
