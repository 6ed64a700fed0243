import type { Random } from '../../core/index.js';
import { likeness, type ItemVectors } from './item-vectors.js';
import type { Cap } from './rules.js';

/** How much a list may vary. */
export interface Diversity {
  readonly vectors: ItemVectors;
  /** 0: by score alone; 1: after the first place by difference alone. */
  readonly weight: number;
  /** Among how many of the best candidates (default 100). */
  readonly pool?: number;
}

/** What of a list is left to chance. */
export interface Exploration {
  /** The chance, from 0 to 1, with which a place is drawn instead of given to the best. */
  readonly share: number;
  /**
   * Absent: every candidate is as likely as another. Else candidates are drawn in proportion to exp(merit / temperature), merit from 0 (least candidate) to 1 (best):
   * with `share` 1 the list is a draw from Plackett and Luce's model.
   */
  readonly temperature?: number;
  /** Among how many of the best candidates (default 10 per place). */
  readonly pool?: number;
}

/** What the places of a list are filled from. */
export interface PlaceWish {
  readonly k: number;
  /** Candidates, the best first. */
  readonly pool: Int32Array;
  /** Per candidate of the pool from 0 (the least of all candidates) to 1. */
  readonly merit: Float64Array;
  /** Per place the item that stands there whatever comes, or −1. */
  readonly pinned: Int32Array;
  readonly caps: readonly Cap[];
  readonly diversity?: Diversity;
  readonly explore?: Exploration & { readonly draw: Random };
  /** The best candidate outside the pool for which the test holds, or −1: asked where no candidate of the pool may stand. */
  readonly spare: (mayStand: (item: number) => boolean) => number;
}

/** Items in their places, and with which chance each came there, given those above it. */
export interface FilledPlaces {
  readonly items: readonly number[];
  readonly propensities: readonly number[];
}

/**
 * Fills places from the first on. The best candidate for a place is the one of the highest (1 − weight) × merit − weight × its likeness to the item above that
 * it is most like (maximal marginal relevance; Carbonell & Goldstein, SIGIR 1998), among those that no cap forbids. With exploration of share ε over the n
 * candidates that the place could go to, an item's chance given the items above is (1 − ε)·[it is the best] + ε·q, where q = 1/n or its share of
 * exp(merit / temperature): exact, so that one place may be weighed by 1/propensity and a whole list by the product. A pinned item, and one that fills a place
 * for which the pool has none left, has the chance 1.
 */
export function fillPlaces({ k, pool, merit, pinned, caps, diversity, explore, spare }: PlaceWish): FilledPlaces {
  const counts = caps.map(({ categories }) => new Int32Array(categories));
  const count = (item: number): void => caps.forEach(({ codes }, c) => codes[item] >= 0 && counts[c][codes[item]]++);
  const fits = (item: number): boolean => caps.every(({ codes, most }, c) => codes[item] < 0 || counts[c][codes[item]] < most);
  const reserved = [...pinned].filter((item) => item >= 0);
  reserved.forEach(count);
  const free = Uint8Array.from(pool, (item) => (reserved.includes(item) ? 0 : 1));
  const alike = new Float64Array(pool.length);
  const weight = diversity?.weight ?? 0;
  const [items, propensities]: [number[], number[]] = [[], []];
  const put = (item: number, chance: number): void => {
    items.push(item);
    propensities.push(chance);
    if (weight > 0)
      for (let c = 0; c < pool.length; c++) if (free[c]) alike[c] = Math.max(alike[c], likeness(diversity!.vectors, pool[c], item));
  };
  const open = new Int32Array(pool.length);
  for (let place = 0; place < k; place++) {
    if (pinned[place] >= 0) {
      put(pinned[place], 1);
      continue;
    }
    let [best, bestWorth, size] = [-1, -Infinity, 0];
    for (let c = 0; c < pool.length; c++) {
      if (!free[c] || !fits(pool[c])) continue;
      open[size++] = c;
      const worth = (1 - weight) * merit[c] - weight * alike[c];
      if (worth > bestWorth) [best, bestWorth] = [c, worth];
      if (weight === 0 && !explore) break;
    }
    if (best < 0) {
      const item = spare((one) => fits(one) && !items.includes(one) && !reserved.includes(one));
      if (item < 0) break;
      count(item);
      put(item, 1);
      continue;
    }
    const [taken, chance] = explore ? drawn(open.subarray(0, size), best, merit, explore) : [best, 1];
    free[taken] = 0;
    count(pool[taken]);
    put(pool[taken], chance);
  }
  const rest = [...pinned.subarray(items.length)].filter((item) => item >= 0);
  return { items: [...items, ...rest], propensities: [...propensities, ...rest.map(() => 1)] };
}

/** A candidate for a place by chance, and its chance. */
function drawn(
  open: Int32Array,
  best: number,
  merit: Float64Array,
  { share, temperature, draw }: Exploration & { readonly draw: Random },
): readonly [number, number] {
  const weights = temperature === undefined ? undefined : Float64Array.from(open, (c) => Math.exp((merit[c] - 1) / temperature));
  const total = weights ? weights.reduce((sum, one) => sum + one, 0) : open.length;
  const chanceOf = (at: number): number => (weights ? weights[at] : 1) / total;
  let at = open.indexOf(best);
  if (draw.uniform() < share) {
    let left = draw.uniform();
    at = 0;
    while (at < open.length - 1 && (left -= chanceOf(at)) >= 0) at++;
  }
  return [open[at], (open[at] === best ? 1 - share : 0) + share * chanceOf(at)];
}
