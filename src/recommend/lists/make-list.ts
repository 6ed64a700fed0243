import { random } from '../../core/index.js';
import type { History, Recommender } from '../recommender.js';
import { topItems } from '../top-items.js';
import { fillPlaces, type Diversity, type Exploration, type FilledPlaces } from './places.js';
import { plainList } from './plain-list.js';
import { reasonsFor, type ListReason } from './reasons.js';
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
 * The list of a history. An item's merit is its score's lead over the least candidate, times what rules say, so that it means the same for scores below 0; pins come
 * first, then places are filled by {@link fillPlaces}. Pins never bring an item that is left out, excluded or not asked for; pinned items count in caps and yield to
 * none. Pure: the same wish gives the same bits. Costs one score and a few steps per item,
 * less where {@link plainList} will do.
 */
export function makeList(recommender: Recommender, wish: ListWish): MadeList {
  const plain = plainList(recommender, wish);
  if (plain) return plain;
  const scores = new Float64Array(recommender.items);
  recommender.score(wish.history, scores);
  const asked = candidatesOf(scores, wish, wish.rules);
  const isEmpty = asked.count === 0 && wish.filter !== undefined;
  const candidates = isEmpty ? candidatesOf(wish.popularity ?? scores, { leftOut: wish.leftOut }, wish.rules) : asked;
  const { items, propensities } = placesOf(candidates, wish, wish.rules, wish.explore);
  const notes: ListNote[] = [
    ...(isEmpty
      ? (['filter_left_nothing'] as const)
      : candidates.count > 0 && candidates.most === candidates.least
        ? (['nothing_known'] as const)
        : []),
    ...(items.length < wish.k ? (['too_few'] as const) : []),
  ];
  return {
    items: items.map((item, place) => ({
      item,
      score: scores[item],
      reasons: reasonsFor(recommender, wish.history, item, wish.reasons ?? 0),
      ...(wish.explore ? { propensity: propensities[place] } : {}),
    })),
    notes,
    ...(wish.worth && !isEmpty ? { cost: costOf(scores, candidates, wish, wish.worth) } : {}),
  };
}

/** Who may stand on a list, and how much speaks for it. */
interface Candidates {
  /** Per item 1 where it may. */
  readonly open: Uint8Array;
  readonly count: number;
  /** Per item; that of the others means nothing. */
  readonly merit: Float64Array;
  /** Of the candidates' merits. */
  readonly least: number;
  readonly most: number;
  /** The least score of a candidate, before rules. */
  readonly floor: number;
}

function candidatesOf(scores: Float64Array, { leftOut, filter }: Pick<ListWish, 'leftOut' | 'filter'>, rules: ListRules = {}): Candidates {
  const open = new Uint8Array(scores.length);
  let [count, floor, most] = [0, Infinity, -Infinity];
  for (let item = 0; item < open.length; item++) {
    if (rules.excluded?.[item] === 1 || leftOut(item) || filter?.(item) === false) continue;
    open[item] = 1;
    count++;
    if (scores[item] < floor) floor = scores[item];
    if (scores[item] > most) most = scores[item];
  }
  if (!rules.multiplier) return { open, count, merit: scores, least: floor, most, floor };
  const merit = new Float64Array(scores.length);
  most = 0;
  for (let item = 0; item < open.length; item++) {
    if (open[item] === 0) continue;
    merit[item] = (scores[item] - floor) * rules.multiplier[item];
    if (merit[item] > most) most = merit[item];
  }
  return { open, count, merit, least: 0, most, floor };
}

function placesOf(
  candidates: Candidates,
  { k, diversity, popularity }: ListWish,
  rules: ListRules = {},
  explore?: ListWish['explore'],
): FilledPlaces {
  const { open, merit, least, most } = candidates;
  const caps = rules.caps ?? [];
  const size = Math.max(
    k,
    caps.length > 0 ? 5 * k : 0,
    diversity && diversity.weight > 0 ? (diversity.pool ?? 100) : 0,
    explore ? (explore.pool ?? 10 * k) : 0,
  );
  const pinned = pinnedOf(candidates, k, rules.pins ?? []);
  const pool = topItems(merit, size, (item) => open[item] === 0, popularity);
  const isBetter = (a: number, b: number): boolean =>
    merit[a] > merit[b] || (merit[a] === merit[b] && popularity !== undefined && popularity[a] > popularity[b]);
  const spare = (mayStand: (item: number) => boolean): number => {
    let best = -1;
    for (let item = 0; item < merit.length; item++)
      if (open[item] === 1 && (best < 0 || isBetter(item, best)) && mayStand(item)) best = item;
    return best;
  };
  return fillPlaces({
    k,
    pool,
    merit: Float64Array.from(pool, (item) => (most > least ? (merit[item] - least) / (most - least) : 1)),
    pinned,
    caps,
    spare,
    ...(diversity ? { diversity } : {}),
    ...(explore ? { explore: { ...explore, draw: random(explore.seed, 'explore', explore.turn) } } : {}),
  });
}

/** Per place the item pinned to it: the candidate of the highest merit that is not pinned already; −1 where none is. */
function pinnedOf({ open, merit }: Candidates, k: number, pins: readonly Pin[]): Int32Array {
  const pinned = new Int32Array(k).fill(-1);
  for (const { at, items } of pins) {
    let place = at;
    while (place < k && pinned[place] >= 0) place++;
    if (place >= k) continue;
    for (const item of items)
      if (open[item] === 1 && !pinned.includes(item) && (pinned[place] < 0 || merit[item] > merit[pinned[place]])) pinned[place] = item;
  }
  return pinned;
}

function costOf(scores: Float64Array, candidates: Candidates, wish: ListWish, worth: ListWorth): ListCost {
  const free = candidatesOf(scores, wish);
  const of = (from: Candidates, rules?: ListRules): number => expectedOf(placesOf(from, wish, rules).items, scores, free.floor, worth);
  return { without: of(free), with: of(candidates, wish.rules), unit: unitOf(worth) };
}
