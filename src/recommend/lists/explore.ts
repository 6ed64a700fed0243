import type { Random } from '../../core/index.js';
import { openPlaces, type OpenPlaces } from './open-places.js';
import type { Exploration, FilledPlaces, PlaceWish } from './places.js';

/** What may come to stand at a place: the candidates, and the one that stands there where nothing is left to chance, which may be none of them. */
interface Draw {
  /** Places in the pool, in its order. */
  readonly open: Int32Array;
  readonly next: number;
}

/** The chosen list with places given to chance. Pinned places are not. */
export function drawnPlaces(
  wish: PlaceWish,
  explore: Exploration & { readonly draw: Random },
  chosen: readonly number[],
): Omit<FilledPlaces, 'chosen'> {
  const { k, pinned } = wish;
  const list = openPlaces(wish);
  const drawAt = drawsOver(wish, list, chosen);
  const [items, propensities]: [number[], number[]] = [[], []];
  const put = (item: number, chance: number): void => {
    list.put(item);
    items.push(item);
    propensities.push(chance);
  };
  for (let place = 0; place < k; place++) {
    if (pinned[place] >= 0) {
      put(pinned[place], 1);
      continue;
    }
    const draw = drawAt();
    if (draw.next < 0) break;
    const [item, chance] = drawn(wish, draw, explore);
    put(item, chance);
  }
  const rest = [...pinned.subarray(items.length)].filter((item) => item >= 0);
  return { items: [...items, ...rest], propensities: [...propensities, ...rest.map(() => 1)] };
}

/** What a place could hold, given the items above it: each with its chance. They add up to 1. */
export interface PlaceChances {
  readonly items: Int32Array;
  readonly chances: Float64Array;
}

/** Given the items of a list, whoever made it, what would stand at each of its places with which chance; as many as places can be filled. */
export function chancesBelow(
  wish: PlaceWish,
  explore: Exploration | undefined,
  chosen: readonly number[],
  items: readonly number[],
): readonly PlaceChances[] {
  const list = openPlaces(wish);
  const drawAt = drawsOver(wish, list, chosen);
  const out: PlaceChances[] = [];
  for (let place = 0; place < items.length; place++) {
    const isPinned = wish.pinned[place] >= 0;
    const { open, next } = isPinned ? { open: new Int32Array(0), next: wish.pinned[place] } : drawAt();
    if (next < 0) break;
    out.push(chancesOf(wish, { open, next }, explore ?? { share: 0 }));
    list.put(items[place]);
  }
  return out;
}

/** What may stand at the next place of a list that is being filled; the answer holds until it is asked again. */
function drawsOver({ pool, pinned, spare }: PlaceWish, list: OpenPlaces, chosen: readonly number[]): () => Draw {
  const fixed = new Set(pinned);
  const open = new Int32Array(pool.length);
  return () => {
    let size = 0;
    for (let c = 0; c < pool.length; c++) if (list.mayStand(pool[c])) open[size++] = c;
    const next =
      chosen.find((item) => !fixed.has(item) && list.mayStand(item)) ?? (size > 0 ? pool[open[0]] : (spare(list.mayStand, 1)[0] ?? -1));
    return { open: open.subarray(0, size), next };
  };
}

/** The item of a place and its chance: `next`, or with the chance of `share` one of the open candidates. */
function drawn(
  wish: PlaceWish,
  { open, next }: Draw,
  { share, temperature, draw }: Exploration & { readonly draw: Random },
): readonly [number, number] {
  const isDrawn = draw.uniform() < share;
  if (open.length === 0) return [next, 1];
  const { weightOf, total } = weightsOf(wish, open, temperature);
  let at = open.findIndex((c) => wish.pool[c] === next);
  if (isDrawn) {
    let left = draw.uniform() * total;
    at = 0;
    while (at < open.length - 1 && (left -= weightOf(at)) >= 0) at++;
  }
  const item = at < 0 ? next : wish.pool[open[at]];
  return [item, (item === next ? 1 - share : 0) + (at < 0 ? 0 : (share * weightOf(at)) / total)];
}

function chancesOf(wish: PlaceWish, { open, next }: Draw, { share, temperature }: Exploration): PlaceChances {
  if (open.length === 0 || share === 0) return { items: Int32Array.of(next), chances: Float64Array.of(1) };
  const { weightOf, total } = weightsOf(wish, open, temperature);
  const items = Int32Array.from(open, (c) => wish.pool[c]);
  const chances = Float64Array.from(items, (item, at) => (item === next ? 1 - share : 0) + (share * weightOf(at)) / total);
  if (items.includes(next)) return { items, chances };
  return { items: Int32Array.from([...items, next]), chances: Float64Array.from([...chances, 1 - share]) };
}

/** Over the weight of the best that is open, which is the first: so some weight is left at any temperature. */
function weightsOf({ merit }: PlaceWish, open: Int32Array, temperature: number | undefined) {
  if (temperature === undefined) return { weightOf: () => 1, total: open.length };
  const weightOf = (at: number): number => Math.exp((merit[open[at]] - merit[open[0]]) / temperature);
  let total = 0;
  for (let at = 0; at < open.length; at++) total += weightOf(at);
  return { weightOf, total };
}
