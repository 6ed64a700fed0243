import type { Interactions } from './interactions.js';

/** The events that pass a test, of the same users and items. */
export function keepEvents({ users, items, ...all }: Interactions, isKept: (event: number, user: number) => boolean): Interactions {
  const start = new Int32Array(users.length + 1);
  const kept = new Int32Array(all.item.length);
  let size = 0;
  for (let u = 0; u < users.length; u++) {
    for (let e = all.start[u]; e < all.start[u + 1]; e++) if (isKept(e, u)) kept[size++] = e;
    start[u + 1] = size;
  }
  const events = kept.subarray(0, size);
  return {
    users,
    items,
    start,
    item: Int32Array.from(events, (e) => all.item[e]),
    weight: Float64Array.from(events, (e) => all.weight[e]),
    time: Float64Array.from(events, (e) => all.time[e]),
    ...(all.type ? { type: Uint8Array.from(events, (e) => all.type![e]) } : {}),
  };
}
