import type { ShopItem } from './catalogue.js';
import type { ShopPerson } from './people.js';
import type { Shop } from './shop.js';
import { TRADE } from './trade.js';
import { CATEGORIES, STYLE_NAMES, type Category } from './words.js';

/** Chance of reading on to the next place of a list. */
export const READ_ON = 0.88;
/** Chance that what lies in the cart is paid for. */
export const PAY = 0.55;
/** What it costs the shop when something comes back, in euro. */
export const RETURN_COST = 4;

/** What a person would do with an item that lies before their eyes on a day. */
export interface Chances {
  /** Of looking closer. */
  readonly view: number;
  /** Of putting it into the cart once looked at closer, where it is to be had and not theirs yet. */
  readonly cart: number;
}

/**
 * The choice model. Pull = taste + how good the thing is + season + fashion + novelty; the log-odds of a closer look rise with it one to one, those of
 * the cart less steeply, and they fall with the logarithm of the price by the person's thrift.
 */
export function chancesOf(shop: Shop, person: ShopPerson, item: ShopItem, day: number): Chances {
  const pull = tasteFor(person, item) + moodFor(shop, item, day);
  return { view: logistic(pull - 2.6), cart: logistic(0.45 * pull - person.thrift * Math.log(item.price / 30) - 3) };
}

/** What a person makes of an item on any day. */
function tasteFor(person: ShopPerson, item: ShopItem): number {
  let taste = person.categories[CATEGORIES.indexOf(item.category)] + person.styles[STYLE_NAMES.indexOf(item.style)] + item.quality;
  for (let f = 0; f < item.factor.length; f++) taste += person.factor[f] * item.factor[f];
  return taste;
}

/** What everybody makes of an item on this day in particular: season, fashion of its style, novelty for its first month. */
function moodFor(shop: Shop, item: ShopItem, day: number): number {
  const fashion = (day - shop.fashion[STYLE_NAMES.indexOf(item.style)]) / 30;
  const novelty = item.launchDay > 0 ? 0.6 * Math.exp(-(day - item.launchDay) / 30) : 0;
  return seasonOf(item.category, day) + 0.7 * Math.exp(-0.5 * fashion * fashion) + novelty;
}

/** How much more a category is wanted on a day than on an ordinary one, in log-odds. */
export function seasonOf(category: Category, day: number): number {
  const { peak, height } = TRADE[category];
  return height * Math.cos((2 * Math.PI * (day - peak)) / 365);
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
