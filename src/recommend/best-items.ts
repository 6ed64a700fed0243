/** Items with their scores, the best first. */
export interface ScoredItems {
  readonly items: Int32Array;
  readonly scores: Float64Array;
}

/** The items of the highest scores of those that were added, in a heap whose first is the least of them: plain data, so that adding costs nanoseconds. */
export interface BestItems {
  readonly items: Int32Array;
  readonly scores: Float64Array;
  readonly ties: Float64Array | undefined;
  size: number;
  /** The score that a further item has to reach: −∞ until there are enough. */
  least: number;
}

/** Room for the best `k`; of equal scores that of the higher `ties` comes first, and then the lower place. */
export const bestItems = (k: number, ties?: Float64Array): BestItems => ({
  items: new Int32Array(k),
  scores: new Float64Array(k),
  ties,
  size: 0,
  least: k > 0 ? -Infinity : Infinity,
});

/** Whether an item of that score is among the best so far. */
export const isAmong = (best: BestItems, item: number, score: number): boolean =>
  best.size < best.items.length || (best.size > 0 && isAfter(best, 0, item, score));

/** Adds an item, if it is among the best so far. */
export function addItem(best: BestItems, item: number, score: number): void {
  if (best.size < best.items.length) rise(best, item, score);
  else if (best.size > 0 && isAfter(best, 0, item, score)) sink(best, item, score);
  if (best.size === best.items.length && best.size > 0) best.least = best.scores[0];
}

/** What was added, the best first. Empties it. */
export function sortedItems(best: BestItems): ScoredItems {
  const found = { items: new Int32Array(best.size), scores: new Float64Array(best.size) };
  while (best.size > 0) {
    const last = --best.size;
    found.items[last] = best.items[0];
    found.scores[last] = best.scores[0];
    sink(best, best.items[last], best.scores[last]);
  }
  return found;
}

/** Whether what stands at `at` comes after an item of that score. */
function isAfter({ items, scores, ties }: BestItems, at: number, item: number, score: number): boolean {
  const own = scores[at];
  if (own !== score) return own < score;
  const other = items[at];
  if (ties !== undefined && ties[other] !== ties[item]) return ties[other] < ties[item];
  return other > item;
}

/** Puts an item at the end, and as far up as it comes after what is there. */
function rise(best: BestItems, item: number, score: number): void {
  const { items, scores } = best;
  let at = best.size++;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (isAfter(best, above, item, score)) break;
    items[at] = items[above];
    scores[at] = scores[above];
    at = above;
  }
  items[at] = item;
  scores[at] = score;
}

/** Puts an item first, and as far down as what is there comes after it. */
function sink(best: BestItems, item: number, score: number): void {
  const { items, scores, size } = best;
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    const next = child + 1;
    if (next < size && isAfter(best, next, items[child], scores[child])) child = next;
    if (!isAfter(best, child, item, score)) break;
    items[at] = items[child];
    scores[at] = scores[child];
    at = child;
  }
  items[at] = item;
  scores[at] = score;
}
