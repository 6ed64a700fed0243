import { random } from '../../core/index.js';
import { rangeOf } from '../range.js';
import type { History, Recommender } from '../recommender.js';
import { topItems } from '../top-items.js';
import { isVaried } from './choose.js';
import { roomOf, type ListRoom } from './list-room.js';
import { fillPlaces, type Diversity, type Exploration, type FilledPlaces, type PlaceWish } from './places.js';
import { plainList } from './plain-list.js';
import { reasonsBy, type ListReason } from './reasons.js';
import type { ListRules, Pin } from './rules.js';
import { expectedOf, unitOf, type ListCost, type ListWorth } from './worth.js';

/** What a list is wished for. */
export interface ListWish {
  readonly history: History;
  /** How many items at most. */
  readonly k: number;
  /** Items that may not stand on the list, by place: bought already, or gone. */
  readonly leftOut: (item: number) => boolean;
  /** Items that are asked for; where none of them may stand on the list, all items are, in the order of `popularity`. */
  readonly filter?: (item: number) => boolean;
  readonly rules?: ListRules;
  readonly diversity?: Diversity;
  /** Chance: the same seed and turn, a request's id, draw the same. */
  readonly explore?: Exploration & { readonly seed: number; readonly turn: string };
  /** Per item how popular it is: decides between equal scores, such as those for a stranger, and about the list when a filter leaves nothing. */
  readonly popularity?: Float64Array;
  /** Given: what the rules cost is told. */
  readonly worth?: ListWorth;
  /** Most reasons per item; absent: none. */
  readonly reasons?: number;
}

/** One place of a list. */
export interface ListedItem {
  readonly item: number;
  /** The recommender's, before any rule. */
  readonly score: number;
  /** The strongest first; empty where the method has none. */
  readonly reasons: readonly ListReason[];
  /** Where chance has a say: the chance with which the item came to stand here, given those above. */
  readonly propensity?: number;
}

/**
 * What the user should know of a list. `nothing_known`: all scores are equal, and popularity decides alone. `filter_left_nothing`: no item that the filter asks for
 * may stand on the list, which is of the most popular others. `too_few`: fewer items than wished for may stand on it.
 */
export type ListNote = 'nothing_known' | 'filter_left_nothing' | 'too_few';

/** A list, the first place first. */
export interface MadeList {
  readonly items: readonly ListedItem[];
  readonly notes: readonly ListNote[];
  /** What the rules cost, where it was asked for. */
  readonly cost?: ListCost;
}

/**
 * The list of a history. An item's merit is its score's lead over the least score of all, times what rules say, so that it means the same for scores below 0; pinned
 * items have their places, the others are filled by {@link fillPlaces}. Pins never bring an item that is left out, excluded or not asked for; pinned items count
 * in caps and yield to none. Pure: the same wish gives the same bits. Costs one score and a few steps per item,
 * less where {@link plainList} will do.
 */
export function makeList(recommender: Recommender, wish: ListWish): MadeList {
  const plain = plainList(recommender, wish);
  if (plain) return plain;
  const room = roomOf(recommender);
  const { scores } = room;
  recommender.score(wish.history, scores);
  const asked = filled(room, wish, wish.rules);
  const isEmpty = asked.items.length === 0 && wish.filter !== undefined;
  const { filter: _, ...anything } = wish;
  const { items, propensities, chosen } = isEmpty ? filled({ ...room, scores: wish.popularity ?? scores }, anything, wish.rules) : asked;
  const reasonsOf = reasonsBy(recommender, wish.history, wish.reasons ?? 0);
  return {
    items: items.map((item, place) => {
      const one = { item, score: scores[item], reasons: reasonsOf(item) };
      return wish.explore ? { ...one, propensity: propensities[place] } : one;
    }),
    notes: [
      ...(isEmpty ? (['filter_left_nothing'] as const) : asked.isFlat ? (['nothing_known'] as const) : []),
      ...(items.length < wish.k ? (['too_few'] as const) : []),
    ],
    ...(wish.worth && !isEmpty ? { cost: costOf(room, chosen, wish, wish.worth) } : {}),
  };
}

function costOf(room: ListRoom, chosen: readonly number[], wish: ListWish, worth: ListWorth): ListCost {
  const { explore: _, ...sure } = wish;
  const { scores } = room;
  const free = filled(room, sure);
  const [least] = rangeOf(scores);
  return { without: expectedOf(free.chosen, scores, least, worth), with: expectedOf(chosen, scores, least, worth), unit: unitOf(worth) };
}

/** The places, and whether all scores were equal. */
function filled(room: ListRoom, wish: Omit<ListWish, 'rules'>, rules?: ListRules): FilledPlaces & { readonly isFlat: boolean } {
  const { places, isFlat } = placesOf(room, wish, rules);
  const { explore } = wish;
  return { ...fillPlaces(places, explore && { ...explore, draw: random(explore.seed, 'explore', explore.turn) }), isFlat };
}

/** What of a wish decides who may stand where. */
export interface PlacesWish extends Omit<ListWish, 'rules' | 'explore' | 'worth' | 'reasons' | 'history'> {
  readonly explore?: Exploration;
}

/** Who may stand on the list of a wish by the scores of the room, and whether all of these are equal. The places hold as long as the room is as it is. */
export function placesOf(
  { scores, merits: room }: ListRoom,
  { k, leftOut, filter, diversity, popularity, explore }: PlacesWish,
  rules: ListRules = {},
): { readonly places: PlaceWish; readonly isFlat: boolean } {
  const { multiplier, caps = [], pins = [] } = rules;
  const mayStand = (item: number): boolean => rules.excluded?.[item] !== 1 && !leftOut(item) && filter?.(item) !== false;
  const merits = multiplier ? leads(scores, multiplier, room) : scores;
  const pool = topItems(merits, poolSize(k, caps.length > 0, diversity, explore), (item) => !mayStand(item), popularity);
  const spare = (isFree: (item: number) => boolean, most: number): Int32Array =>
    topItems(merits, most, (item) => !isFree(item) || !mayStand(item), popularity);
  const places: PlaceWish = {
    k,
    pool,
    merit: diversity || explore ? shareOf(merits, pool) : NONE,
    pinned: pinnedOf(merits, mayStand, k, pins),
    caps,
    spare,
    ...(diversity ? { diversity } : {}),
  };
  return { places, isFlat: pool.length > 0 && scores.every((score) => score === scores[0]) };
}

const NONE = new Float64Array(0);

/** Of each candidate how far from the least of all items to the most. */
function shareOf(merits: Float64Array, pool: Int32Array): Float64Array {
  const [least, range] = rangeOf(merits);
  return Float64Array.from(pool, (item) => (range > 0 ? (merits[item] - least) / range : 1));
}

/** What each score has over the least, so many times; two at a time, which takes half as long. */
function leads(scores: Float64Array, multiplier: Float64Array, out: Float64Array): Float64Array {
  const even = out.length & ~1;
  let [floor, other] = [Infinity, Infinity];
  for (let item = 0; item < even; item += 2) {
    if (scores[item] < floor) floor = scores[item];
    if (scores[item + 1] < other) other = scores[item + 1];
  }
  if (other < floor) floor = other;
  if (even < out.length && scores[even] < floor) floor = scores[even];
  for (let item = 0; item < even; item += 2) {
    out[item] = (scores[item] - floor) * multiplier[item];
    out[item + 1] = (scores[item + 1] - floor) * multiplier[item + 1];
  }
  if (even < out.length) out[even] = (scores[even] - floor) * multiplier[even];
  return out;
}

/** Enough candidates that caps and chance seldom run out of them. */
const poolSize = (k: number, isCapped: boolean, diversity?: Diversity, explore?: Exploration): number =>
  Math.max(isCapped ? 5 * k : k, isVaried(diversity) ? (diversity.pool ?? 100) : 0, explore ? (explore.pool ?? 10 * k) : 0);

/** Per place the item pinned to it: of those that may stand and are not pinned already the one of the highest merit; −1 where none is. */
function pinnedOf(merits: Float64Array, mayStand: (item: number) => boolean, k: number, pins: readonly Pin[]): Int32Array {
  const pinned = new Int32Array(k).fill(-1);
  for (const { at, items } of pins) {
    let place = at;
    while (place < k && pinned[place] >= 0) place++;
    if (place >= k) continue;
    for (const item of items)
      if ((pinned[place] < 0 || merits[item] > merits[pinned[place]]) && !pinned.includes(item) && mayStand(item)) pinned[place] = item;
  }
  return pinned;
}
