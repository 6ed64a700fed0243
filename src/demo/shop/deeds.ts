import type { Random } from '../../core/index.js';
import { chancesOf, PAY, READ_ON, RETURN_COST } from './choice.js';
import { isToBeHad, type ListValue } from './list-value.js';
import type { Shop } from './shop.js';
import type { ShopState } from './state.js';

/** One thing that somebody did with an item. */
export interface Deed {
  readonly item: number;
  readonly type: 'view' | 'cart' | 'purchase';
  /** Of a purchase: whether it will come back. */
  readonly returned?: boolean;
}

/** What a person does with a list, drawn from the same chances that `expectedOf` adds up. Changes nothing. */
export function deedsOn(shop: Shop, state: ShopState, person: number, list: ArrayLike<number>, draw: Random): readonly Deed[] {
  const deeds: Deed[] = [];
  for (let place = 0; place < list.length; place++) {
    if (place > 0 && draw.uniform() >= READ_ON) break;
    deeds.push(...deedsWith(shop, state, person, list[place], draw));
  }
  return deeds;
}

function deedsWith(shop: Shop, state: ShopState, person: number, item: number, draw: Random): readonly Deed[] {
  const { view, cart } = chancesOf(shop, shop.people[person], shop.catalogue[item], state.day);
  if (draw.uniform() >= view) return [];
  const looked: Deed = { item, type: 'view' };
  if (!isToBeHad(state, person, item) || draw.uniform() >= cart) return [looked];
  if (draw.uniform() >= PAY) return [looked, { item, type: 'cart' }];
  const returned = draw.uniform() < shop.catalogue[item].returnRate;
  return [looked, { item, type: 'cart' }, { item, type: 'purchase', returned }];
}

/** What deeds brought. */
export function valueOf(shop: Shop, deeds: readonly Deed[]): ListValue {
  let [views, purchases, revenue, refunds, margin] = [0, 0, 0, 0, 0];
  for (const { item, type, returned } of deeds) {
    if (type === 'view') views++;
    if (type !== 'purchase') continue;
    purchases++;
    const { price, margin: kept } = shop.catalogue[item];
    revenue += price;
    if (returned) refunds += price;
    margin += returned ? -RETURN_COST : kept;
  }
  return { views, purchases, revenue, refunds, margin };
}

/** Takes deeds for done: the shelf, what is owned, what sells, and how patient the person still is. Changes `state`. */
export function settle(state: ShopState, person: number, deeds: readonly Deed[]): void {
  for (const { item, type, returned } of deeds) {
    if (type === 'view' && state.stock[item] <= 0) state.patience[person] *= 0.9;
    if (type !== 'purchase') continue;
    state.stock[item] = Math.max(0, state.stock[item] - 1);
    state.sales[item]++;
    if (returned) state.patience[person] *= 0.6;
    else state.owned[person].add(item);
  }
}
