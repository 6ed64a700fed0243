import { random } from '../../core/index.js';
import { makeCatalogue, type ShopItem } from './catalogue.js';
import { makePeople, type ShopPerson } from './people.js';
import type { ShopSize } from './shop-size.js';
import { STYLE_NAMES } from './words.js';

/** A simulated shop: everything about it that does not change, hidden truths included. */
export interface Shop extends ShopSize {
  readonly catalogue: readonly ShopItem[];
  readonly people: readonly ShopPerson[];
  /** Hidden: per style the day on which it is most in fashion, in the order of `STYLE_NAMES`. */
  readonly fashion: Float64Array;
}

/** The shop of a seed; the same in every bit, wherever it is made. */
export function makeShop(size: ShopSize): Shop {
  const { seed, users, days } = size;
  const draw = random(seed, 'fashion');
  return {
    ...size,
    catalogue: makeCatalogue(size),
    people: makePeople(seed, users, days),
    fashion: Float64Array.from(STYLE_NAMES, () => draw.uniform() * days),
  };
}
