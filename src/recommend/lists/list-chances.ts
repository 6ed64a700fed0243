import { random } from '../../core/index.js';
import type { Recommender } from '../recommender.js';
import { chosen } from './choose.js';
import { chancesBelow, drawnPlaces, type PlaceChances } from './explore.js';
import { roomOf } from './list-room.js';
import { placesOf, type ListWish, type PlacesWish } from './make-list.js';
import type { Exploration, PlaceWish } from './places.js';

/** A wish for a list, with what is left to chance, whatever the turn. */
export interface ChanceWish extends PlacesWish, Pick<ListWish, 'history' | 'rules'> {
  /** Draws the lists by which the chances of its places are found, where chance has a say. */
  readonly seed: number;
}

/** What the list of a wish holds, place by place, with which chances. */
export interface ListChances {
  /** Given the items above in a list that somebody else made. Ends where the list of the wish would end. */
  readonly below: readonly PlaceChances[];
  /** In lists of its own, whatever comes to stand above: exact where nothing is left to chance, else the mean of some lists, which is right on average. */
  readonly own: readonly ReadonlyMap<number, number>[];
}

/** Lists by which the chances of places are found: their error is far below that of what users did. */
const DRAWS = 16;

/**
 * How probable a list is that somebody else made: for each of its places what the list of this wish could hold there, given the items above it, and what it would hold
 * there of its own. That is what estimates of another policy from a log need. Where the filter leaves nothing it is the list of all others, as in `makeList`. Costs a list, and where
 * chance has a say the places of some more.
 */
export function listChances(recommender: Recommender, wish: ChanceWish, items: readonly number[]): ListChances {
  const room = roomOf(recommender);
  recommender.score(wish.history, room.scores);
  const asked = withList(placesOf(room, wish, wish.rules).places);
  const { filter, ...anything } = wish;
  const isEmpty = asked.list.length === 0 && filter !== undefined;
  const { places, list } = isEmpty
    ? withList(placesOf({ ...room, scores: wish.popularity ?? room.scores }, anything, wish.rules).places)
    : asked;
  return { below: chancesBelow(places, wish.explore, list, items), own: ownChances(places, wish, list) };
}

const withList = (places: PlaceWish) => ({ places, list: chosen(places) });

function ownChances(
  places: PlaceWish,
  { explore, seed }: { readonly explore?: Exploration; readonly seed: number },
  list: readonly number[],
): ListChances['own'] {
  if (!explore || explore.share === 0) return list.map((item) => new Map([[item, 1]]));
  const draw = random(seed, 'chances');
  const own = Array.from({ length: places.k }, () => new Map<number, number>());
  for (let d = 0; d < DRAWS; d++) {
    const { items } = drawnPlaces(places, { ...explore, draw }, list);
    chancesBelow(places, explore, list, items).forEach(({ items: may, chances }, place) => {
      may.forEach((item, i) => own[place].set(item, (own[place].get(item) ?? 0) + chances[i] / DRAWS));
    });
  }
  return own;
}
