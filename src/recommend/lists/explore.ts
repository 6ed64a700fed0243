import type { Random } from '../../core/index.js';
import { openPlaces } from './open-places.js';
import type { Exploration, FilledPlaces, PlaceWish } from './places.js';

/** The chosen list with places given to chance. Pinned places are not. */
export function drawnPlaces(
  wish: PlaceWish,
  explore: Exploration & { readonly draw: Random },
  places: readonly number[],
): Omit<FilledPlaces, 'chosen'> {
  const { k, pool, pinned, spare } = wish;
  const list = openPlaces(wish);
  const fixed = new Set(pinned);
  const [items, propensities]: [number[], number[]] = [[], []];
  const put = (item: number, chance: number): void => {
    list.put(item);
    items.push(item);
    propensities.push(chance);
  };
  const open = new Int32Array(pool.length);
  for (let place = 0; place < k; place++) {
    if (pinned[place] >= 0) {
      put(pinned[place], 1);
      continue;
    }
    let size = 0;
    for (let c = 0; c < pool.length; c++) if (list.mayStand(pool[c])) open[size++] = c;
    const next = places.find((item) => !fixed.has(item) && list.mayStand(item)) ?? (size > 0 ? pool[open[0]] : spare(list.mayStand));
    if (next < 0) break;
    const [item, chance] = drawn(wish, open.subarray(0, size), next, explore);
    put(item, chance);
  }
  const rest = [...pinned.subarray(items.length)].filter((item) => item >= 0);
  return { items: [...items, ...rest], propensities: [...propensities, ...rest.map(() => 1)] };
}

/** The item of a place and its chance: `next`, or with the chance of `share` one of the open candidates. */
function drawn(
  { pool, merit }: PlaceWish,
  open: Int32Array,
  next: number,
  { share, temperature, draw }: Exploration & { readonly draw: Random },
): readonly [number, number] {
  const isDrawn = draw.uniform() < share;
  if (open.length === 0) return [next, 1];
  const weightOf = temperature === undefined ? () => 1 : (at: number) => Math.exp((merit[open[at]] - 1) / temperature);
  let total = open.length;
  if (temperature !== undefined) {
    total = 0;
    for (let at = 0; at < open.length; at++) total += weightOf(at);
  }
  let at = open.findIndex((c) => pool[c] === next);
  if (isDrawn) {
    let left = draw.uniform() * total;
    at = 0;
    while (at < open.length - 1 && (left -= weightOf(at)) >= 0) at++;
  }
  const item = at < 0 ? next : pool[open[at]];
  return [item, (item === next ? 1 - share : 0) + (at < 0 ? 0 : (share * weightOf(at)) / total)];
}
