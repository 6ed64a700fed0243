import { addItem, bestItems, sortedItems } from '../best-items.js';
import type { Recommender, ScoreShares } from '../recommender.js';

/** What was done with an item that training knew no events of. */
export interface ItemDemand {
  readonly item: number;
  /** How popular it would be, had as much been done with it all through training: in the units of `popularity`. */
  readonly popularity: number;
  /** How many events say so. */
  readonly events: number;
}

/** Events by which half of what they say is believed. */
const HALF_BELIEVED = 10;
/** Items of like popularity that speak for one. */
const PEERS = 10;

/** How far events are believed, from 0 (none) to 1. */
export const beliefIn = ({ events }: Pick<ItemDemand, 'events'>): number => events / (events + HALF_BELIEVED);

/**
 * A recommender in which items that training knew no events of gain from those that came since: where warm items of the same popularity have a higher mean score than
 * the item, it is raised towards that, the further the more events there are. So an item never loses by being taken, and shares of scores stay exact.
 * `warm`: the warm items by popularity, ascending.
 */
export function withDemand(of: Recommender, demands: readonly ItemDemand[], warm: WarmItems): Recommender {
  if (demands.length === 0 || warm.items.length === 0) return of;
  const all = demands.map((one) => ({ item: one.item, belief: beliefIn(one), peers: peersOf(one.popularity, warm) }));
  const at = new Map(all.map((one) => [one.item, one]));
  const { best, because } = of;
  return {
    ...of,
    score(history, out) {
      of.score(history, out);
      for (const one of all) out[one.item] = raised(one, out);
    },
    ...(best ? { best: bestWith(best, all, of.items) } : {}),
    ...(because
      ? {
          because(history, item) {
            const own = because(history, item);
            const one = at.get(item);
            if (!one) return own;
            const peers = meanOf(Array.from(one.peers, (peer) => because(history, peer)));
            return totalOf(peers) > totalOf(own) ? mixOf(own, peers, one.belief) : own;
          },
        }
      : {}),
  };
}

/** An item, and who speaks for it. */
interface Wanted {
  readonly item: number;
  readonly belief: number;
  readonly peers: Int32Array;
}

function raised({ item, belief, peers }: Wanted, scores: ArrayLike<number>): number {
  let sum = 0;
  for (const peer of peers) sum += scores[peer];
  return scores[item] + belief * Math.max(0, sum / peers.length - scores[item]);
}

/** The best of the others, and the raised ones among them: only their scores and those of their peers are asked for. */
function bestWith(best: NonNullable<Recommender['best']>, all: readonly Wanted[], items: number): NonNullable<Recommender['best']> {
  const [isRaised, isAsked, scores] = [new Uint8Array(items), new Uint8Array(items), new Float64Array(items)];
  for (const { item, peers } of all) {
    isRaised[item] = isAsked[item] = 1;
    for (const peer of peers) isAsked[peer] = 1;
  }
  const asked = isAsked.reduce((sum, one) => sum + one, 0);
  return (history, k, leftOut, ties) => {
    const found = bestItems(Math.min(k, items), ties);
    const others = best(history, k, (item) => isRaised[item] === 1 || leftOut(item), ties);
    others.items.forEach((item, place) => addItem(found, item, others.scores[place]));
    const some = best(history, asked, (item) => isAsked[item] === 0);
    some.items.forEach((item, place) => (scores[item] = some.scores[place]));
    for (const one of all) if (!leftOut(one.item)) addItem(found, one.item, raised(one, scores));
    return sortedItems(found);
  };
}

/** Warm items by popularity, ascending. */
export interface WarmItems {
  readonly items: Int32Array;
  readonly popularity: ArrayLike<number>;
}

/** The items that have any popularity, in its order. */
export const warmItems = (popularity: ArrayLike<number>): WarmItems => ({
  items: Int32Array.from({ length: popularity.length }, (_, item) => item)
    .filter((item) => popularity[item] > 0)
    .toSorted((a, b) => popularity[a] - popularity[b] || a - b),
  popularity,
});

/** The warm items that come nearest in popularity. */
function peersOf(popularity: number, warm: WarmItems): Int32Array {
  let [low, high] = [0, warm.items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (warm.popularity[warm.items[middle]] < popularity) low = middle + 1;
    else high = middle;
  }
  let [from, to] = [low, low];
  const apart = (place: number): number =>
    place < 0 || place >= warm.items.length ? Infinity : Math.abs(warm.popularity[warm.items[place]] - popularity);
  while (to - from < Math.min(PEERS, warm.items.length)) if (apart(from - 1) <= apart(to)) from--; else to++; // prettier-ignore
  return warm.items.slice(from, to);
}

const totalOf = ({ base, effects }: ScoreShares): number => effects.reduce((sum, effect) => sum + effect, base);

function meanOf(all: readonly ScoreShares[]): ScoreShares {
  const mean = (of: (one: ScoreShares) => number): number => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return { base: mean(({ base }) => base), effects: all[0].effects.map((_, h) => mean(({ effects }) => effects[h])) };
}

const mixOf = (own: ScoreShares, other: ScoreShares, share: number): ScoreShares => ({
  base: own.base + share * (other.base - own.base),
  effects: own.effects.map((effect, h) => effect + share * (other.effects[h] - effect)),
});
