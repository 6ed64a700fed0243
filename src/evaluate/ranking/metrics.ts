/** How good a ranked list is for one user, given which of its places hold an item that the user took. */
export interface RankingMetric {
  /** As scikit-learn and the literature call it; `@k` follows. */
  readonly name: string;
  readonly range: readonly [number, number];
  readonly doc: string;
  readonly formula: string;
  /** `hits[p]` is 1 where place p holds an item that the user took, of `taken` in all (1 at least); at most `k` places, the best first. */
  of(hits: ArrayLike<number>, taken: number, k: number): number;
  /** What a list in random order is worth on average: of `candidates` items, of which the user took `taken`. Exact, by the formula and not by drawing. */
  atRandom(taken: number, candidates: number, k: number): number;
}

const found = (hits: ArrayLike<number>, k: number): number => {
  let sum = 0;
  for (let p = 0; p < Math.min(k, hits.length); p++) sum += hits[p];
  return sum;
};

/** Sums over the places that a list of k of so many candidates has. */
const overPlaces = (candidates: number, k: number, of: (place: number) => number): number => {
  let sum = 0;
  for (let p = 1; p <= Math.min(k, candidates); p++) sum += of(p);
  return sum;
};

/** The chance that the first `places` of a random list hold nothing that was taken. */
const noneWithin = (taken: number, candidates: number, places: number): number => {
  let chance = 1;
  for (let p = 0; p < Math.min(places, candidates); p++) chance *= Math.max(0, candidates - taken - p) / (candidates - p);
  return chance;
};

const idealGain = (taken: number, k: number): number => overPlaces(taken, k, (p) => 1 / Math.log2(p + 1));

/** Every metric of lists, in the order in which reports print them. */
export const rankingMetrics: readonly RankingMetric[] = [
  {
    name: 'ndcg',
    range: [0, 1],
    doc: 'What the user took, weighed by how high it stands, as a share of the best order: 1 when all of it leads the list.',
    formula:
      'Σ over places p of hitₚ / log₂(p + 1), divided by the same of a list that begins with everything taken (Järvelin & Kekäläinen 2002)',
    of: (hits, taken, k) => {
      let gain = 0;
      for (let p = 0; p < Math.min(k, hits.length); p++) gain += hits[p] / Math.log2(p + 2);
      return gain / idealGain(taken, k);
    },
    atRandom: (taken, candidates, k) => ((taken / candidates) * idealGain(candidates, k)) / idealGain(taken, k),
  },
  {
    name: 'recall',
    range: [0, 1],
    doc: 'Share of what the user took that is on the list.',
    formula: 'hits / taken',
    of: (hits, taken, k) => found(hits, k) / taken,
    atRandom: (_, candidates, k) => Math.min(k, candidates) / candidates,
  },
  {
    name: 'precision',
    range: [0, 1],
    doc: 'Share of the list that the user took.',
    formula: 'hits / k',
    of: (hits, _, k) => found(hits, k) / k,
    atRandom: (taken, candidates, k) => (taken * Math.min(k, candidates)) / candidates / k,
  },
  {
    name: 'hit_rate',
    range: [0, 1],
    doc: 'Share of users who took something of their list.',
    formula: '1 where there is a hit, else 0',
    of: (hits, _, k) => Math.min(1, found(hits, k)),
    atRandom: (taken, candidates, k) => 1 - noneWithin(taken, candidates, k),
  },
  {
    name: 'mrr',
    range: [0, 1],
    doc: 'How high the first item stands that the user took: 1 at the top, ½ at the second place.',
    formula: '1 / place of the first hit, 0 without one (mean reciprocal rank)',
    of: (hits, _, k) => {
      for (let p = 0; p < Math.min(k, hits.length); p++) if (hits[p]) return 1 / (p + 1);
      return 0;
    },
    atRandom: (taken, candidates, k) =>
      overPlaces(candidates, k, (p) => (noneWithin(taken, candidates, p - 1) - noneWithin(taken, candidates, p)) / p),
  },
  {
    name: 'map',
    range: [0, 1],
    doc: 'Precision at every hit, averaged over as many hits as there could be.',
    formula: 'Σ over hits at place p of (hits up to p) / p, divided by min(taken, k) (mean average precision)',
    of: (hits, taken, k) => {
      let [sum, before] = [0, 0];
      for (let p = 0; p < Math.min(k, hits.length); p++) if (hits[p]) sum += ++before / (p + 1);
      return sum / Math.min(taken, k);
    },
    atRandom: (taken, candidates, k) => {
      const others = candidates > 1 ? (taken - 1) / (candidates - 1) : 0;
      return overPlaces(candidates, k, (p) => ((taken / candidates) * (1 + (p - 1) * others)) / p) / Math.min(taken, k);
    },
  },
];
