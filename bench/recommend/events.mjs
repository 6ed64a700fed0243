// Events per user as `Interactions`, without a detour over ids as texts.

/** Interactions of lists of items per user, each in the order in which things happened. */
export function interactionsOfLists(lists, items) {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, u) => (start[u + 1] = start[u] + list.length));
  const item = Int32Array.from(lists.flat());
  return {
    users: lists.map((_, u) => String(u).padStart(9, '0')),
    items: Array.from({ length: items }, (_, i) => String(i).padStart(9, '0')),
    start,
    item,
    weight: new Float64Array(item.length).fill(1),
    time: Float64Array.from(item, (_, e) => e),
  };
}

/** Users × items of interactions, an item once per user, its events added up. */
export function matrixOf({ users, items, start, item, weight }) {
  const lines = users.map((_, u) => {
    const sums = new Map();
    for (let e = start[u]; e < start[u + 1]; e++) sums.set(item[e], (sums.get(item[e]) ?? 0) + weight[e]);
    return [...sums].toSorted(([a], [b]) => a - b);
  });
  const ends = new Int32Array(users.length + 1);
  lines.forEach((line, u) => (ends[u + 1] = ends[u] + line.length));
  const flat = lines.flat();
  return { items: items.length, start: ends, column: Int32Array.from(flat, ([i]) => i), value: Float32Array.from(flat, ([, sum]) => sum) };
}
