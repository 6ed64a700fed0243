/** Items with their scores, the best first. */
export interface ScoredItems {
  readonly items: Int32Array;
  readonly scores: Float64Array;
}

/** Gathers the items of the highest scores one by one. */
export interface BestItems {
  /** The score that a further item has to reach: −∞ until there are enough. */
  least(): number;
  add(item: number, score: number): void;
  /** What was gathered: of equal scores that of the higher `ties` first, and then the lower place. */
  sorted(): ScoredItems;
}

/** The best `k` of what is added, in a heap. */
export function bestItems(k: number, ties?: Float64Array): BestItems {
  const [items, scores] = [new Int32Array(k), new Float64Array(k)];
  let size = 0;
  /** Whether what stands at `at` comes after an item of that score. */
  const isAfter = (at: number, item: number, score: number): boolean => {
    if (score !== scores[at]) return scores[at] < score;
    if (ties && ties[item] !== ties[items[at]]) return ties[items[at]] < ties[item];
    return items[at] > item;
  };
  const put = (at: number, item: number, score: number): void => {
    items[at] = item;
    scores[at] = score;
  };
  const rise = (item: number, score: number): void => {
    let at = size++;
    for (let above = (at - 1) >> 1; at > 0 && !isAfter(above, item, score); above = (at - 1) >> 1) {
      put(at, items[above], scores[above]);
      at = above;
    }
    put(at, item, score);
  };
  const sink = (item: number, score: number): void => {
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && isAfter(child + 1, items[child], scores[child])) child++;
      if (!isAfter(child, item, score)) break;
      put(at, items[child], scores[child]);
      at = child;
    }
    put(at, item, score);
  };
  return {
    least: () => (size < k || k === 0 ? -Infinity : scores[0]),
    add(item, score) {
      if (size < k) rise(item, score);
      else if (k > 0 && isAfter(0, item, score)) sink(item, score);
    },
    sorted() {
      const order = Array.from({ length: size }, (_, at) => at).toSorted((a, b) => (isAfter(a, items[b], scores[b]) ? 1 : -1));
      return { items: Int32Array.from(order, (at) => items[at]), scores: Float64Array.from(order, (at) => scores[at]) };
    },
  };
}
