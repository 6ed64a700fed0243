import { listChances } from '../../recommend/index.js';
import type { Opened } from './opened.js';
import type { RecommendWish } from './open-recommender.js';
import { askedOf } from './recommend-from.js';

/** Whose list, and of what. */
export type ChancesWish = Omit<RecommendWish, 'turn' | 'reasons' | 'cost'>;

/** Per place of a list the items that a version would put there, with their chances, which add up to 1; places that it would leave empty are absent, or hold nothing. */
export type ChancesOfPlaces = readonly ReadonlyMap<string, number>[];

/** What a version would put at each place of a list: given the items that another put above, and in a list of its own. */
export interface ChancesOfList {
  readonly below: ChancesOfPlaces;
  readonly own: ChancesOfPlaces;
}

/** What the version would put at each place of a list that another made. One item alone where the definition leaves nothing to chance. */
export function chancesFrom(opened: Opened, wish: ChancesWish, items: readonly string[]): ChancesOfList {
  const { recommender, interactions, placeOf, content } = opened;
  const { explore: share } = content.lists;
  const { below, own } = listChances(
    recommender,
    { ...askedOf(opened, wish), seed: content.seed, ...(share > 0 ? { explore: { share } } : {}) },
    items.map((item) => placeOf.get(item) ?? -1),
  );
  const named = (chances: Iterable<readonly [number, number]>) =>
    new Map(Array.from(chances, ([item, one]) => [interactions.items[item], one]));
  return {
    below: below.map((place) => named(Array.from(place.items, (item, i) => [item, place.chances[i]] as const))),
    own: own.map(named),
  };
}
