import { MOST_AT_ONCE, roughProducts, type RoughProducts } from '../../kernel/index.js';
import { bestItems, type ScoredItems } from '../best-items.js';
import type { ItemVectors } from './vectors.js';

/** Looked at first: enough of them come to much for the bound to leave most others out. */
const FIRST_LINES = 1024;

/**
 * The items of the highest products with a vector, found exactly: all items as bytes give an upper bound of each score, and only those whose bound reaches
 * the k-th best score so far are worked out. A catalogue of a million items of 64 factors takes 72 MB more, and some milliseconds per list.
 */
export function bestProducts(
  model: ItemVectors,
): (vector: Float64Array, k: number, leftOut: (item: number) => boolean, ties?: Float64Array) => ScoredItems {
  let rough: RoughProducts | undefined;
  return (vector, k, leftOut, ties) => {
    rough ??=
      roughProducts({ lines: model.items, width: model.factors, value: model.factor, ...(model.own ? { own: model.own } : {}) }) ??
      allOf(model.items);
    rough.aim(vector);
    const best = bestItems(Math.min(k, model.items), ties);
    let count = FIRST_LINES;
    for (let first = 0; first < model.items;) {
      for (const item of rough.mayReach(first, count, best.least())) if (!leftOut(item)) best.add(item, scoreOf(model, item, vector));
      first += count;
      count = Math.min(2 * count, MOST_AT_ONCE);
    }
    return best.sorted();
  };
}

/** Where no kernel runs, every item may reach everything. */
const allOf = (items: number): RoughProducts => ({
  aim: () => {},
  mayReach: (first, count) => Int32Array.from({ length: Math.min(count, items - first) }, (_, i) => first + i),
});

function scoreOf({ factors, factor, own }: ItemVectors, item: number, vector: Float64Array): number {
  let sum = 0;
  for (let k = 0, at = item * factors; k < factors; k++, at++) sum += factor[at] * vector[k];
  return own ? sum + own[item] : sum;
}
