import { meanInterval } from '../unlabelled/index.js';
import type { Interval } from '../interval.js';
import { exposureOf, timesShown, type Exposure } from './exposure.js';

/** What lists are like beside being right. */
export interface BeyondAccuracy extends Exposure {
  /**
   * Mean self-information of the listed items in bits, −log₂ of the share of users who took the item: how surprising it is that someone takes it (Zhou et al., PNAS 2010). An item that nobody took
   * counts as one that one user took.
   */
  readonly novelty: Interval;
  /** Mean share of users who took a listed item. */
  readonly popularity: Interval;
  /**
   * How much more popular listed items are than what the same users took before, as a share of that: 0 as popular, 1 twice as popular (the change of group average
   * popularity; Abdollahpouri et al., 2019). Absent where nobody took anything before.
   */
  readonly popularityLift?: number;
  /** Mean over users of how unlike two items of a list are, 0 … 1 (intra-list diversity; Ziegler et al., WWW 2005). Absent where nothing says which items are alike. */
  readonly diversity?: Interval;
}

/** How alike two items are, 0 … 1; `NaN` where it is not known. Symmetric. */
export type ItemSimilarity = (a: number, b: number) => number;

/** Lists, and what is known of the items. */
export interface ListedItems {
  /** Per user the places of the items, the best first. */
  readonly lists: readonly ArrayLike<number>[];
  /** Places that count. */
  readonly k: number;
  /** Per item of the catalogue the share of users who took it before. */
  readonly takenBy: Float64Array;
  /** Of users. */
  readonly users: number;
  /** Per user the mean of `takenBy` over what they took before; `NaN` where they took nothing. */
  readonly before?: Float64Array;
  readonly similarity?: ItemSimilarity;
  readonly seed: number;
}

/** Coverage, concentration, novelty, popularity and diversity of lists; users with an empty list do not count. O(places), with a similarity O(users × k²). */
export function beyondAccuracy({ lists, k, takenBy, users, before, similarity, seed }: ListedItems): BeyondAccuracy {
  const least = 1 / Math.max(1, users);
  const perUser = (of: (item: number) => number): Float64Array => Float64Array.from(lists, (list) => meanOver(list, k, of));
  const popularity = perUser((item) => takenBy[item]);
  const lift = before && liftOf(popularity, before);
  const diversity = similarity && Float64Array.from(lists, (list) => intraListDiversity(list, k, similarity));
  return {
    ...exposureOf(timesShown(lists, k, takenBy.length)),
    novelty: meanInterval(
      perUser((item) => -Math.log2(Math.max(takenBy[item], least))),
      { seed },
    ),
    popularity: meanInterval(popularity, { seed }, [0, 1]),
    ...(lift !== undefined && Number.isFinite(lift) ? { popularityLift: lift } : {}),
    ...(diversity?.some((one) => !Number.isNaN(one)) ? { diversity: meanInterval(diversity, { seed }, [0, 1]) } : {}),
  };
}

function meanOver(list: ArrayLike<number>, k: number, of: (item: number) => number): number {
  const places = Math.min(k, list.length);
  let sum = 0;
  for (let p = 0; p < places; p++) sum += of(list[p]);
  return sum / places;
}

function liftOf(listed: Float64Array, before: Float64Array): number {
  let [shown, taken] = [0, 0];
  for (let u = 0; u < listed.length; u++) {
    if (Number.isNaN(before[u]) || Number.isNaN(listed[u])) continue;
    shown += listed[u];
    taken += before[u];
  }
  return shown / taken - 1;
}

/** The mean of 1 − similarity over the pairs of a list's first k items whose similarity is known; `NaN` without such a pair. */
export function intraListDiversity(list: ArrayLike<number>, k: number, similarity: ItemSimilarity): number {
  let [sum, pairs] = [0, 0];
  for (let a = 0; a < Math.min(k, list.length); a++)
    for (let b = 0; b < a; b++) {
      const alike = similarity(list[a], list[b]);
      if (Number.isNaN(alike)) continue;
      sum += 1 - alike;
      pairs++;
    }
  return sum / pairs;
}

/** Items are alike (1) when they are of one group, such as a category, and else not (0); −1 is no group. */
export const sameGroup =
  (groupOf: ArrayLike<number>): ItemSimilarity =>
  (a, b) =>
    groupOf[a] < 0 || groupOf[b] < 0 ? NaN : groupOf[a] === groupOf[b] ? 1 : 0;
