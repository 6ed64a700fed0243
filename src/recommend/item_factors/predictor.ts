import { solveFactored } from '../../core/index.js';
import type { History, Recommender } from '../recommender.js';
import { foldIn, type FoldedHistory } from './fold-in.js';
import type { ItemFactors } from './model.js';
import { partsOf } from './parts.js';

/**
 * Scores are products with the vector of the history, which is worked out anew for every history. It is a sum over the history's entries, once their weights are
 * given, and so is every score.
 */
export function predictorOf(model: ItemFactors): Recommender {
  const fold = lastFolded(model);
  return {
    items: model.items,
    score: (history, out) => products(model, fold(history).vector, out),
    because: (history, item) => {
      const { factored, trust } = fold(history);
      const from = solveFactored(factored, Float64Array.from(lineOf(model, item)));
      return { base: 0, effects: Float64Array.from(history.items, (other, h) => trust[h] * product(lineOf(model, other), from)) };
    },
    similar: (item, out) => {
      const line = Float64Array.from(lineOf(model, item));
      products(model, line, out);
      const length = Math.hypot(...line);
      for (let j = 0; j < model.items; j++) {
        const both = length * Math.sqrt(product(lineOf(model, j), lineOf(model, j)));
        out[j] = both === 0 ? 0 : out[j] / both;
      }
    },
    toParts: () => partsOf(model),
  };
}

const lineOf = ({ factor, factors }: ItemFactors, item: number): Float32Array => factor.subarray(item * factors, (item + 1) * factors);

function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

function products({ items, factors, factor }: ItemFactors, vector: Float64Array, out: Float64Array): void {
  for (let item = 0, at = 0; item < items; item++) {
    let sum = 0;
    for (let k = 0; k < factors; k++, at++) sum += factor[at] * vector[k];
    out[item] = sum;
  }
}

/** The reasons for all items of a list ask for the same history: the last one is kept. */
function lastFolded(model: ItemFactors): (history: History) => FoldedHistory {
  let [last, folded]: [History | undefined, FoldedHistory | undefined] = [undefined, undefined];
  return (history) => {
    if (last && folded && isSame(last.items, history.items) && isSame(last.weights, history.weights)) return folded;
    folded = foldIn(model, history);
    last = { items: Float64Array.from(history.items), weights: Float64Array.from(history.weights) };
    return folded;
  };
}

function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
