import type { Sparse } from '../sparse.js';

/** BM25's usual settings: how fast more of the same stops counting, and how much a long list counts against its items. */
const [K1, B] = [1.2, 0.75];

/** Users × items with other values in the same places. */
const revalued = (users: Sparse, valueOf: (user: number, item: number, value: number) => number): Sparse => {
  const value = new Float64Array(users.value.length);
  for (let u = 0; u < users.lines; u++)
    for (let e = users.start[u]; e < users.start[u + 1]; e++) value[e] = valueOf(u, users.column[e], users.value[e]);
  return { ...users, value };
};

/** What users say about items before lengths are compared, by the name of the similarity. An item's text is its users; rare users say more. */
export const weighings: Readonly<Record<string, (users: Sparse) => Sparse>> = {
  cosine: (users) => users,
  tfidf: (users) => {
    const rarity = rarityOf(users);
    return revalued(users, (u, _, value) => Math.sqrt(value) * rarity[u]);
  },
  bm25: (users) => {
    const rarity = rarityOf(users);
    const length = new Float64Array(users.columns);
    for (let e = 0; e < users.column.length; e++) length[users.column[e]] += users.value[e];
    const mean = length.reduce((sum, one) => sum + one, 0) / Math.max(1, users.columns);
    return revalued(users, (u, i, value) => (rarity[u] * value * (K1 + 1)) / (value + K1 * (1 - B + (B * length[i]) / mean)));
  },
};

/** ln(items / (1 + items of the user)), at least 0: a user of everything says nothing about what is alike. */
const rarityOf = ({ lines, columns, start }: Sparse): Float64Array =>
  Float64Array.from({ length: lines }, (_, u) => Math.max(0, Math.log(columns) - Math.log1p(start[u + 1] - start[u])));
