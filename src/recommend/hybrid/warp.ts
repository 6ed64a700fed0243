import type { Random } from '../../core/index.js';
import type { Sparse } from '../sparse.js';
import { addUp, move, productWith, type Embeddings } from './embeddings.js';

/** Items that are looked at in search of one that stands too high. */
const MOST_TRIES = 10;
/** How much higher than another a taken item should stand. */
const MARGIN = 1;
const MOST_WEIGHT = 10;
/** Share of the steps in which a user, and of those in which an item, is taken for a new one. */
const AS_NEW = 0.3;

/** Both sides, and vectors to work with. */
export interface Warp {
  readonly users: Embeddings;
  readonly items: Embeddings;
  readonly taken: Sparse;
  readonly rate: number;
}

/**
 * One round of weighted approximate-rank pairwise steps (Weston, Bengio and Usunier, IJCAI 2011): for entries in drawn order, items are drawn until one that the
 * user did not take scores within the margin of the taken one; the sooner it is found, the lower the taken one ranks, and the farther the step goes.
 * Now and then a user or an item counts by its features alone (Volkovs, Yu and Poutanen, NIPS 2017), so that they learn to do without the rest.
 * The last number of an item is its own strength: a user's is 1 and stays.
 */
export function warpRound({ users, items, taken, rate }: Warp, order: Int32Array, userOf: Int32Array, draw: Random): void {
  const { width } = items;
  const [x, y, z, slope] = [0, 1, 2, 3].map(() => new Float64Array(width));
  for (const entry of order) {
    const user = userOf[entry];
    const item = taken.column[entry];
    const userIsNew = draw.uniform() < AS_NEW && users.entries[user].index.length > 0;
    const itemIsNew = draw.uniform() < AS_NEW && items.entries[item].index.length > 0;
    addUp(users, user, x, userIsNew);
    x[width - 1] = 1;
    addUp(items, item, y, itemIsNew);
    let score = 0;
    for (let k = 0; k < width; k++) score += x[k] * y[k];
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const other = draw.int(items.members);
      if (productWith(items, other, x) <= score - MARGIN || holds(taken, user, other)) continue;
      addUp(items, other, z);
      const weight = Math.min(MOST_WEIGHT, Math.log(Math.max(2, Math.floor((items.members - 1) / tries))));
      for (let k = 0; k < width; k++) slope[k] = k === width - 1 ? 0 : y[k] - z[k];
      move(users, user, slope, weight, rate, userIsNew);
      move(items, item, x, weight, rate, itemIsNew);
      move(items, other, x, -weight, rate);
      break;
    }
  }
}

function holds({ start, column }: Sparse, user: number, item: number): boolean {
  let [low, high] = [start[user], start[user + 1]];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] === item) return true;
    if (column[middle] < item) low = middle + 1;
    else high = middle;
  }
  return false;
}
