import type { PlaceWish } from './places.js';

/** Which candidates may still stand on a list that is being filled. */
export interface OpenPlaces {
  /** Whether an item is neither on the list nor pinned, and no cap forbids it. */
  mayStand(item: number): boolean;
  /** Puts an item on the list, which counts in caps once: pinned ones do from the beginning. */
  put(item: number): void;
}

/** A list with nothing on it but what is pinned, which counts in caps. */
export function openPlaces({ caps, pinned }: Pick<PlaceWish, 'caps' | 'pinned'>): OpenPlaces {
  const counts = caps.map(({ categories }) => new Int32Array(categories));
  const used = new Set<number>();
  const put = (item: number): void => {
    if (used.has(item)) return;
    used.add(item);
    for (let c = 0; c < caps.length; c++) if (caps[c].codes[item] >= 0) counts[c][caps[c].codes[item]]++;
  };
  for (const item of pinned) if (item >= 0) put(item);
  const mayStand = (item: number): boolean => {
    for (let c = 0; c < caps.length; c++) {
      const code = caps[c].codes[item];
      if (code >= 0 && counts[c][code] >= caps[c].most) return false;
    }
    return !used.has(item);
  };
  return { mayStand, put };
}
