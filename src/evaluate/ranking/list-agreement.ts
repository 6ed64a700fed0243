/** What a list's first places say: with 0.9 the first ten have 86% of the weight. */
const PERSISTENCE = 0.9;

/** The share of the places of the longer list, or of its first `k`, whose items both lists hold; 1 for two empty lists. */
export function listOverlap<T>(a: readonly T[], b: readonly T[], k: number = Math.max(a.length, b.length)): number {
  const [one, two] = [a.slice(0, k), new Set(b.slice(0, k))];
  const places = Math.max(one.length, two.size);
  return places === 0 ? 1 : one.filter((item) => two.has(item)).length / places;
}

/**
 * How alike two ranked lists are, the first places counting most: rank-biased overlap, extrapolated to lists of any length from what is seen of them (Webber, Moffat and
 * Zobel, "A similarity measure for indefinite rankings", TOIS 2010, equation 32). 1 is the same order, 0 no item in common; two empty lists are alike. `persistence` is the
 * chance to look at the next place, below 1. No item stands twice on a list.
 */
export function rankBiasedOverlap<T>(a: readonly T[], b: readonly T[], persistence = PERSISTENCE): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return long.length === 0 ? 1 : 0;
  const [seen, ends] = [new Set<T>(), new Set<T>()];
  let [common, atShort, sum] = [0, 0, 0];
  long.forEach((item, place) => {
    const depth = place + 1;
    const other = place < short.length ? short[place] : undefined;
    if (other !== undefined && item === other) common++;
    else common += (ends.has(item) ? 1 : 0) + (other !== undefined && seen.has(other) ? 1 : 0);
    seen.add(item);
    if (other !== undefined) ends.add(other);
    if (depth <= short.length) atShort = common;
    const beyond = depth > short.length ? (atShort * (depth - short.length)) / (short.length * depth) : 0;
    sum += (common / depth + beyond) * persistence ** depth;
  });
  const end = (common - atShort) / long.length + atShort / short.length;
  return ((1 - persistence) / persistence) * sum + end * persistence ** long.length;
}
