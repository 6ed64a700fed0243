import { likeness } from '../vectors/item-vectors.js';
import { openPlaces } from './open-places.js';
import type { Diversity, PlaceWish } from './places.js';

/** Candidates per place that is still open: some of them close others. */
const SPARE = 5;

/** Whether differences have a say in who stands on a list. */
export const isVaried = (diversity: Diversity | undefined): diversity is Diversity => diversity !== undefined && diversity.weight !== 0;

/** The list that nothing is left to chance of: pinned items in their places, the others by merit. Shorter than `k` where there are too few. */
export function chosen(wish: PlaceWish): readonly number[] {
  const { k, pool, pinned, spare } = wish;
  const list = openPlaces(wish);
  const toCome = k - pinned.reduce((sum, item) => sum + Number(item >= 0), 0);
  const from = isVaried(wish.diversity) ? apart(wish, wish.diversity, list, toCome) : [];
  addBest(pool, list, toCome, from);
  while (from.length < toCome) {
    const more = spare(list.mayStand, SPARE * (toCome - from.length));
    if (more.length === 0) break;
    addBest(more, list, toCome, from);
  }
  let next = 0;
  const places = Array.from(pinned, (item) => (item >= 0 ? item : next < from.length ? from[next++] : -1));
  return places.filter((item) => item >= 0);
}

type Open = ReturnType<typeof openPlaces>;

/** Adds the best that may stand. */
function addBest(pool: Int32Array, list: Open, most: number, items: number[]): void {
  for (let c = 0; c < pool.length && items.length < most; c++) {
    if (!list.mayStand(pool[c])) continue;
    list.put(pool[c]);
    items.push(pool[c]);
  }
}

/** Those of the greatest marginal relevance, as they stand in the pool. */
function apart(wish: PlaceWish, { vectors, weight = 0.3, from = 'all', pool: size = 100 }: Diversity, list: Open, most: number): number[] {
  const { merit, pinned } = wish;
  const pool = wish.pool.subarray(0, size);
  const alike = new Float64Array(pool.length);
  let count = 0;
  const differFrom = (item: number): void => {
    count++;
    for (let c = 0; c < pool.length; c++) {
      const one = likeness(vectors, pool[c], item);
      if (from === 'all') alike[c] += one;
      else if (one > alike[c]) alike[c] = one;
    }
  };
  for (const item of pinned) if (item >= 0) differFrom(item);
  const places: number[] = [];
  while (places.length < most) {
    const by = from === 'all' && count > 0 ? weight / count : weight;
    let [best, worth] = [-1, -Infinity];
    for (let c = 0; c < pool.length; c++) {
      const own = (1 - weight) * merit[c] - by * alike[c];
      if (own > worth && list.mayStand(pool[c])) [best, worth] = [c, own];
    }
    if (best < 0) break;
    list.put(pool[best]);
    differFrom(pool[best]);
    places.push(best);
  }
  return places.toSorted((a, b) => a - b).map((c) => pool[c]);
}
