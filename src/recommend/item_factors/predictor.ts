import type { Parts } from '../../learn/index.js';
import { keepingLast } from '../keeping-last.js';
import type { History, Recommender } from '../recommender.js';
import { bestProducts, ownLines } from './best-products.js';
import { mixedLines, mixedScore, type MixedLines } from './mixed-lines.js';
import { lineOf, product, type FoldedHistory, type ItemVectors } from './vectors.js';

/**
 * Scores are products with the vector of the history, which is worked out anew for every history, and what each item has of its own. The vector is a sum over
 * the history's entries, and so is every score.
 */
export function factorPredictor(
  model: ItemVectors,
  foldIn: (history: History) => FoldedHistory,
  toParts: () => Parts,
  own = ownLines(model),
  mixed?: MixedLines,
): Recommender {
  const fold = keepingLast(foldIn);
  const best = bestProducts(model, own, mixed);
  return {
    items: mixed?.items ?? model.items,
    score: (history, out) => {
      const { vector } = fold(history);
      products(model, vector, out);
      if (model.own) for (let item = 0; item < model.items; item++) out[item] += model.own[item];
      if (mixed) for (let line = 0; line < mixed.item.length; line++) out[mixed.item[line]] = mixedScore(mixed, line, vector);
    },
    best: (history, k, leftOut, ties) => best.of(fold(history).vector, k, leftOut, ties),
    because: (history, item) => {
      const at = mixed?.lineOf.get(item);
      const line = at === undefined ? Float64Array.from(lineOf(model, item)) : mixed!.lines[at];
      const itsOwn = at === undefined ? (model.own?.[item] ?? 0) : mixed!.own[at];
      const { given, shares } = fold(history);
      return { base: itsOwn + (given ? product(given, line) : 0), effects: shares(line) };
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
    ...(mixed ? {} : { mixed: (mixtures) => factorPredictor(model, foldIn, toParts, own, mixedLines(model, mixtures)) }),
    prepare: () => best.prepare(),
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
