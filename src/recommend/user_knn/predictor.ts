import type { History, Recommender } from '../recommender.js';
import { transposed, type Sparse } from '../sparse.js';
import { topItems } from '../top-items.js';
import type { UserNeighbours } from './model.js';
import { partsOf } from './parts.js';

/** Users as they are compared, and by item who took it. */
interface Index {
  readonly takers: Sparse;
  /** Per entry of `takers`, what the user's part in that item counts in a comparison. */
  readonly counts: Float64Array;
  /** Per item, how much having taken it says. */
  readonly rarity: Float64Array;
  /** Per user, the length of what is compared. */
  readonly length: Float64Array;
}

/** Those that speak for a history: per user by what its weights are multiplied. */
interface Neighbourhood {
  /** Places of users, the most alike first. */
  readonly users: Int32Array;
  /** Per user of all: 1 / (product of lengths + shrink). */
  readonly scale: (user: number) => number;
  /** Per user of all: product with the history. */
  readonly product: Float64Array;
  /** Per item of the history, its weights added up; and what they count in a comparison. */
  readonly sums: ReadonlyMap<number, number>;
  readonly counted: (sum: number, item: number) => number;
}

/** A stranger's history is compared with all users who share an item with it; the most alike of them say what they took. */
export function predictorOf(model: UserNeighbours): Recommender {
  const { users } = model;
  const index = indexOf(model);
  return {
    items: users.columns,
    score: (history, out) => {
      out.fill(0);
      const near = neighbourhoodOf(model, index, history);
      for (const u of near.users) {
        const alike = near.product[u] * near.scale(u);
        for (let e = users.start[u]; e < users.start[u + 1]; e++) out[users.column[e]] += alike * users.value[e];
      }
    },
    because: (history, item) => ({ base: 0, effects: effectsOf(model, index, history, item) }),
    similar: (item, out) => similarTo(users, index.takers, item, out),
    toParts: () => partsOf(model),
  };
}

function indexOf({ users, similarity }: UserNeighbours): Index {
  const takers = transposed(users);
  const rarity = Float64Array.from({ length: takers.lines }, (_, i) =>
    similarity === 'cosine' ? 1 : Math.max(0, Math.log(users.lines) - Math.log1p(takers.start[i + 1] - takers.start[i])),
  );
  const [counts, length] = [new Float64Array(takers.value.length), new Float64Array(users.lines)];
  for (let i = 0; i < takers.lines; i++)
    for (let e = takers.start[i]; e < takers.start[i + 1]; e++) {
      counts[e] = countOf(similarity, takers.value[e], rarity[i]);
      length[takers.column[e]] += counts[e] ** 2;
    }
  for (let u = 0; u < users.lines; u++) length[u] = Math.sqrt(length[u]);
  return { takers, counts, rarity, length };
}

/** What so much of an item counts in a comparison. */
const countOf = (similarity: UserNeighbours['similarity'], weight: number, rarity: number): number =>
  (similarity === 'cosine' ? weight : Math.sqrt(weight)) * rarity;

function neighbourhoodOf(
  { users, similarity, neighbours, shrink }: UserNeighbours,
  index: Index,
  { items, weights }: History,
): Neighbourhood {
  const { takers, counts, rarity, length } = index;
  const sums = new Map<number, number>();
  for (let h = 0; h < items.length; h++) sums.set(items[h], (sums.get(items[h]) ?? 0) + weights[h]);
  const product = new Float64Array(users.lines);
  const counted = (sum: number, item: number): number => countOf(similarity, sum, rarity[item]);
  let square = 0;
  for (const [item, sum] of sums) {
    const own = counted(sum, item);
    square += own ** 2;
    for (let e = takers.start[item]; e < takers.start[item + 1]; e++) product[takers.column[e]] += own * counts[e];
  }
  const norm = Math.sqrt(square);
  const scale = (user: number): number => 1 / (norm * length[user] + shrink);
  const alike = product.map((both, user) => (both > 0 ? both * scale(user) : 0));
  return { users: topItems(alike, neighbours, (user) => alike[user] === 0), scale, product, sums, counted };
}

/** An entry's share: its part in how alike each neighbour is, times what the neighbour says for the item. */
function effectsOf(model: UserNeighbours, index: Index, history: History, item: number): Float64Array {
  const { users } = model;
  const near = neighbourhoodOf(model, index, history);
  const byItem = new Map<number, number>();
  for (const u of near.users) {
    const says = near.scale(u) * weightAt(users, u, item);
    if (says === 0) continue;
    for (let e = users.start[u]; e < users.start[u + 1]; e++) {
      const from = users.column[e];
      const sum = near.sums.get(from);
      if (sum === undefined) continue;
      const both = near.counted(sum, from) * countOf(model.similarity, users.value[e], index.rarity[from]);
      byItem.set(from, (byItem.get(from) ?? 0) + both * says);
    }
  }
  return Float64Array.from(history.items, (from, h) => ((byItem.get(from) ?? 0) * history.weights[h]) / near.sums.get(from)!);
}

/** What a user did with an item; 0 where nothing. */
function weightAt({ start, column, value }: Sparse, user: number, item: number): number {
  let [low, high] = [start[user], start[user + 1]];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] < item) low = middle + 1;
    else high = middle;
  }
  return low < start[user + 1] && column[low] === item ? value[low] : 0;
}

/** The cosine of two items' users; an item is not like itself. */
function similarTo(users: Sparse, takers: Sparse, item: number, out: Float64Array): void {
  out.fill(0);
  for (let e = takers.start[item]; e < takers.start[item + 1]; e++) {
    const u = takers.column[e];
    for (let f = users.start[u]; f < users.start[u + 1]; f++) out[users.column[f]] += takers.value[e] * users.value[f];
  }
  const lengthOf = (i: number): number => {
    let square = 0;
    for (let e = takers.start[i]; e < takers.start[i + 1]; e++) square += takers.value[e] ** 2;
    return Math.sqrt(square);
  };
  const own = lengthOf(item);
  for (let j = 0; j < out.length; j++) out[j] = j === item || out[j] === 0 ? 0 : out[j] / (own * lengthOf(j));
}
