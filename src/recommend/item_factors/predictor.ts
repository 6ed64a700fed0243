import type { Parts } from '../../learn/index.js';
import { keepingLast } from '../keeping-last.js';
import type { History, Recommender } from '../recommender.js';
import { bestProducts } from './best-products.js';
import { lineOf, product, type FoldedHistory, type ItemVectors } from './vectors.js';

/**
 * Scores are products with the vector of the history, which is worked out anew for every history, and what each item has of its own. The vector is a sum over
 * the history's entries, and so is every score.
 */
export function factorPredictor(model: ItemVectors, foldIn: (history: History) => FoldedHistory, toParts: () => Parts): Recommender {
  const fold = keepingLast(foldIn);
  const best = bestProducts(model);
  return {
    items: model.items,
    score: (history, out) => {
      products(model, fold(history).vector, out);
      if (model.own) for (let item = 0; item < model.items; item++) out[item] += model.own[item];
    },
    best: (history, k, leftOut, ties) => best(fold(history).vector, k, leftOut, ties),
    because: (history, item) => {
      const line = Float64Array.from(lineOf(model, item));
      const { given, shares } = fold(history);
      return { base: (model.own?.[item] ?? 0) + (given ? product(given, line) : 0), effects: shares(line) };
    },
    similar: (item, out) => {
      const line = Float64Array.from(lineOf(model, item));
      products(model, line, out);
      const length = Math.sqrt(product(line, line));
      for (let j = 0; j < model.items; j++) {
        const both = length * Math.sqrt(product(lineOf(model, j), lineOf(model, j)));
        out[j] = both === 0 ? 0 : out[j] / both;
      }
    },
    toParts,
  };
}

function products({ items, factors, factor }: ItemVectors, vector: Float64Array, out: Float64Array): void {
  for (let item = 0, at = 0; item < items; item++) {
    let sum = 0;
    for (let k = 0; k < factors; k++, at++) sum += factor[at] * vector[k];
    out[item] = sum;
  }
}
