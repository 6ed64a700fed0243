import { strengthFor, type History, type Interactions, type Segments } from '../../recommend/index.js';

/** Per item the weight of its events: what a stranger is given, and what decides between equal scores. */
export function popularityOf({ items, item, weight }: Interactions): Float64Array {
  const out = new Float64Array(items.length);
  for (let e = 0; e < item.length; e++) out[item[e]] += weight[e];
  return out;
}

/** The same for a user: of one who did nothing yet what users like them take, as far as a table tells whom they are like. */
export const popularityFor = (popularity: Float64Array, segments: Segments | undefined, { items, user }: History): Float64Array =>
  (items.length === 0 && user && segments && strengthFor(segments, popularity, user)) || popularity;
