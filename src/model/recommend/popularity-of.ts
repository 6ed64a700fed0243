import type { Interactions } from '../../recommend/index.js';

/** Per item the weight of its events: what a stranger is given, and what decides between equal scores. */
export function popularityOf({ items, item, weight }: Interactions): Float64Array {
  const out = new Float64Array(items.length);
  for (let e = 0; e < item.length; e++) out[item[e]] += weight[e];
  return out;
}
