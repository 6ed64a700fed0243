import type { Interactions } from '../interactions.js';

/** What an item that a user took several times weighs: all of it, its strongest event, or its newest. */
export type RepeatWeight = 'sum' | 'strongest' | 'newest';

/** Each item of a user once, where its newest event stands, and of that event's type. O(events). */
export function mergedRepeats(interactions: Interactions, by: RepeatWeight = 'sum'): Interactions {
  const { users, items, start, item, weight, time, type } = interactions;
  const [newest, weights] = [new Int32Array(items.length), new Float64Array(items.length)];
  const kept = new Uint32Array(item.length);
  const [starts, merged] = [new Int32Array(users.length + 1), new Float64Array(item.length)];
  let size = 0;
  for (let u = 0; u < users.length; u++) {
    for (let e = start[u]; e < start[u + 1]; e++) {
      const [i, isFirst] = [item[e], newest[item[e]] <= start[u]];
      if (isFirst || by === 'newest') weights[i] = weight[e];
      else weights[i] = by === 'sum' ? weights[i] + weight[e] : Math.max(weights[i], weight[e]);
      newest[i] = e + 1;
    }
    for (let e = start[u]; e < start[u + 1]; e++) {
      if (newest[item[e]] !== e + 1) continue;
      merged[size] = weights[item[e]];
      kept[size++] = e;
    }
    starts[u + 1] = size;
  }
  const events = kept.subarray(0, size);
  return {
    users,
    items,
    start: starts,
    item: Int32Array.from(events, (e) => item[e]),
    weight: merged.slice(0, size),
    time: Float64Array.from(events, (e) => time[e]),
    ...(type ? { type: Uint8Array.from(events, (e) => type[e]) } : {}),
  };
}
