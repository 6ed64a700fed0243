import type { History } from '../recommender.js';
import { lineOf, product, type FoldedHistory, type ItemVectors } from './vectors.js';

/** Steps of accelerated gradients: few, so that what a history says least clearly counts least. */
const STEPS = 20;

/** The mean of all items: the item that a history's items are preferred to. */
export interface MeanItem {
  readonly line: Float64Array;
  readonly own: number;
}

export function meanItem({ items, factors, factor, own }: ItemVectors): MeanItem {
  const line = new Float64Array(factors);
  for (let at = 0; at < factor.length; at++) line[at % factors] += factor[at] / items;
  return { line, own: own ? own.reduce((sum, one) => sum + one, 0) / items : 0 };
}

/**
 * The vector x of a history that maximises Σ w (ln σ(x·(y − m) + b − c) − l2/2 |x|²) over its entries, y and b being an item's vector and own strength, m and
 * c those of the mean item: the ranking of training, with items fixed. `given` is where x begins and what the penalty draws it to, in place of nothing. By Nesterov's accelerated gradients from nothing. The vector is a sum of the
 * (y − m), so that every score has exact shares. Time: different items × factors × 40.
 */
export function preferred(model: ItemVectors, mean: MeanItem, l2: number, history: History, given?: Float64Array): FoldedHistory {
  const { factors } = model;
  const { items, weights, placeOf, shareOf } = together(history);
  const lines = Array.from({ length: items.length }, (_, h) =>
    Float64Array.from(lineOf(model, items[h]), (value, k) => value - mean.line[k]),
  );
  const offsets = Float64Array.from(items, (item) => (model.own?.[item] ?? 0) - mean.own);
  if (given) lines.forEach((line, h) => (offsets[h] += product(line, given)));
  let steepest = 0;
  for (let h = 0; h < items.length; h++) steepest += weights[h] * (product(lines[h], lines[h]) / 4 + l2);
  let shrink = 0;
  for (let h = 0; h < items.length; h++) shrink += weights[h] * l2;
  let times = new Float64Array(items.length);
  let before = times;
  const vector = new Float64Array(factors);
  const steps = steepest > 0 ? STEPS : 0;
  for (let step = 0; step < steps; step++) {
    const ahead = times.map((value, h) => value + (step / (step + 3)) * (value - before[h]));
    sumInto(vector, lines, ahead);
    before = times;
    times = ahead.map(
      (value, h) => value + (weights[h] / (1 + Math.exp(product(lines[h], vector) + offsets[h])) - shrink * value) / steepest,
    );
  }
  sumInto(vector, lines, times);
  if (given) for (let k = 0; k < factors; k++) vector[k] += given[k];
  return {
    vector,
    ...(given ? { given } : {}),
    shares: (line) => {
      const effects = lines.map((own, at) => times[at] * product(own, line));
      return Float64Array.from(history.items, (item, h) => shareOf(h) * effects[placeOf.get(item)!]);
    },
  };
}

/** Each item of a history once, with its weights added up: entries of one item differ by their weights alone, which is how they share what it says. */
function together({ items: all, weights: given }: History) {
  const placeOf = new Map<number, number>();
  for (let h = 0; h < all.length; h++) if (!placeOf.has(all[h])) placeOf.set(all[h], placeOf.size);
  const weights = new Float64Array(placeOf.size);
  for (let h = 0; h < all.length; h++) weights[placeOf.get(all[h])!] += given[h];
  return { items: [...placeOf.keys()], weights, placeOf, shareOf: (h: number): number => given[h] / weights[placeOf.get(all[h])!] };
}

function sumInto(vector: Float64Array, lines: readonly Float64Array[], times: Float64Array): void {
  vector.fill(0);
  lines.forEach((line, h) => {
    for (let k = 0; k < vector.length; k++) vector[k] += times[h] * line[k];
  });
}
