import { random, type Random } from '../../core/index.js';
import { seasonOf } from './choice.js';
import { deedsOn, settle, type Deed } from './deeds.js';
import type { Shop } from './shop.js';
import { add, isLaunched, type ShopState } from './state.js';
import { CATEGORIES } from './words.js';

/** Things on a page of a category. */
const PAGE = 12;
/** Share of the visits that go on to a category. */
const BROWSES = 0.6;

/** One visit: what was done with the list on the front page, and what on pages that the visitor went to of their own accord. */
export interface Visit {
  readonly person: number;
  readonly day: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly front: readonly Deed[];
  readonly browsed: readonly Deed[];
}

/** Who comes today, in the order of their coming. */
export const visitorsOf = (state: ShopState): readonly number[] => state.due.get(state.day) ?? [];

/**
 * A visit to the front page and, often, to a category: chosen by taste and season, its things in the order of what sells, shuffled a little. Then the
 * visitor leaves, for good or for some days. Changes `state`. The same visit of the same person draws the same chances, whatever was shown to others.
 */
export function pay(shop: Shop, state: ShopState, person: number, front: ArrayLike<number>): Omit<Visit, 'at'> {
  const draw = random(shop.seed, 'visit', person, state.visits[person]++);
  const onFront = deedsOn(shop, state, person, front, draw.fork('front'));
  settle(state, person, onFront);
  const browse = draw.fork('browse');
  const browsed = browse.uniform() < BROWSES ? deedsOn(shop, state, person, pageFor(shop, state, person, browse), browse) : [];
  settle(state, person, browsed);
  leave(shop, state, person, draw.fork('leave'));
  return { person, day: state.day, front: onFront, browsed };
}

function leave(shop: Shop, state: ShopState, person: number, draw: Random): void {
  const { fadeRate, visitRate } = shop.people[person];
  if (draw.uniform() < Math.min(1, fadeRate / state.patience[person])) return;
  add(state.due, state.day + 1 + Math.floor(-Math.log(1 - draw.uniform()) / visitRate), person);
}

/** Items of a category that the person is drawn to: what sells first, with chance in it. */
function pageFor(shop: Shop, state: ShopState, person: number, draw: Random): Int32Array {
  const wanted = CATEGORIES.map((category, c) => shop.people[person].categories[c] + seasonOf(category, state.day) + gumbel(draw));
  const category = CATEGORIES[wanted.indexOf(Math.max(...wanted))];
  const places: number[] = [];
  shop.catalogue.forEach((item, i) => {
    if (item.category === category && isLaunched(shop, i, state.day)) places.push(i);
  });
  const key = new Map(places.map((item) => [item, Math.log(1 + state.sales[item]) + gumbel(draw)]));
  return Int32Array.from(places.toSorted((a, b) => key.get(b)! - key.get(a)!).slice(0, PAGE));
}

/** The largest of keys with such noise is a draw in proportion to e^key. */
const gumbel = (draw: Random): number => -Math.log(-Math.log(1 - draw.uniform()));
