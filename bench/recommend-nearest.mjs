// The best 20 of a million items of 64 factors: time per list of the exact search over bytes and of scoring all items, and (with usearch installed) of a graph of neighbours with its recall and build.
// On a shared machine only the processor's time compares. Items are made: 200 kinds and a popularity, as factors of real catalogues have. Options: --items 1000000 --factors 64 --queries 200 --graph 50000 (items of the graph; 0: none) --usearch MODULE (where it is)
import { parseArgs } from 'node:util';
import { random } from 'millwright/core';
import { recommenders, topItems } from 'millwright/recommend';

const { values: options } = parseArgs({
  options: {
    items: { type: 'string', default: '1000000' },
    factors: { type: 'string', default: '64' },
    queries: { type: 'string', default: '200' },
    graph: { type: 'string', default: '50000' },
    usearch: { type: 'string', default: 'usearch' },
  },
});
const [items, factors, queries, graphItems] = [options.items, options.factors, options.queries, options.graph].map(Number);
const K = 20;
const HISTORY = 20;

/** Vectors around those of 200 kinds, the longer the more popular, as parts of an `als`. */
function madeModel(count) {
  const draw = random(7, 'catalogue');
  const kinds = Float64Array.from({ length: 200 * factors }, () => draw.normal());
  const factor = new Float32Array(count * factors);
  const against = new Float64Array(factors * factors);
  for (let i = 0; i < count; i++) {
    const kind = draw.int(200);
    const length = 0.05 * (1 - draw.uniform()) ** -0.3;
    for (let k = 0; k < factors; k++) factor[i * factors + k] = length * (kinds[kind * factors + k] + 0.7 * draw.normal());
  }
  for (let i = 0; i < Math.min(count, 50_000); i++)
    for (let a = 0; a < factors; a++)
      for (let b = 0; b <= a; b++)
        against[a * factors + b] += (factor[i * factors + a] * factor[i * factors + b] * count) / Math.min(count, 50_000);
  for (let k = 0; k < factors; k++) against[k * factors + k] += 20;
  return { meta: { format: 1, outputs: 1, columns: count, factors, alpha: 1 }, arrays: { factor, against } };
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

function timesOf(work, histories) {
  const cpu = process.cpuUsage();
  const ms = histories.map((history) => {
    const startedMs = performance.now();
    work(history);
    return performance.now() - startedMs;
  });
  const used = process.cpuUsage(cpu);
  const sorted = ms.toSorted((a, b) => a - b);
  return { meanCpuMs: (used.user + used.system) / 1000 / ms.length, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
}

function madeHistories(count) {
  const draw = random(7, 'histories');
  return Array.from({ length: queries }, () => ({
    items: Int32Array.from({ length: HISTORY }, () => draw.int(count)),
    weights: new Float64Array(HISTORY).fill(1),
  }));
}

function ours() {
  const recommender = recommenders.als.fromParts(madeModel(items), items);
  const histories = madeHistories(items);
  const leftOut = (history) => (item) => history.items.includes(item);
  const startedMs = performance.now();
  recommender.best(histories[0], K, leftOut(histories[0]));
  const firstMs = performance.now() - startedMs;
  const scores = new Float64Array(items);
  const all = (history) => {
    recommender.score(history, scores);
    return topItems(scores, K, leftOut(history));
  };
  const some = histories.slice(0, 20);
  const same = some.filter((history) => String(all(history)) === String(recommender.best(history, K, leftOut(history)).items)).length;
  return {
    items,
    factors,
    firstListMs: firstMs,
    best: timesOf((history) => recommender.best(history, K, leftOut(history)), histories),
    allScores: timesOf(all, some),
    sameLists: `${same} of ${some.length}`,
    recall: same / some.length,
  };
}

async function graph() {
  const usearch = await import(options.usearch).catch(() => undefined);
  if (!usearch || graphItems === 0) return undefined;
  const { arrays } = madeModel(graphItems);
  const index = new usearch.Index({ metric: 'ip', dimensions: factors, quantization: 'f32' });
  const startedMs = performance.now();
  for (let i = 0; i < graphItems; i++) index.add(BigInt(i), arrays.factor.subarray(i * factors, (i + 1) * factors));
  const buildSeconds = (performance.now() - startedMs) / 1000;
  const draw = random(7, 'queries');
  const vectors = Array.from({ length: queries }, () => {
    const one = draw.int(graphItems);
    return arrays.factor.slice(one * factors, (one + 1) * factors);
  });
  const scores = new Float64Array(graphItems);
  let hits = 0;
  const times = timesOf((vector) => {
    const found = index.search(vector, K);
    vector.found = new Set(Array.from(found.keys, Number));
  }, vectors);
  for (const vector of vectors) {
    for (let i = 0; i < graphItems; i++) {
      scores[i] = 0;
      for (let k = 0; k < factors; k++) scores[i] += arrays.factor[i * factors + k] * vector[k];
    }
    hits += topItems(scores, K, () => false).filter((item) => vector.found.has(item)).length;
  }
  return { items: graphItems, buildSeconds, ...times, recall: hits / (K * vectors.length) };
}

console.log(JSON.stringify({ ours: ours(), usearch: (await graph()) ?? null }));
