import { addItem, bestItems, isAmong, sortedItems } from './best-items.js';

/**
 * The places of the `k` highest scores that are not left out, the highest first; of equal ones that of the higher `ties` first, and then the lower place.
 * Fewer where there are fewer. Looks at each score once, and keeps a heap of k.
 */
export function topItems(scores: Float64Array, k: number, leftOut: (item: number) => boolean, ties?: Float64Array): Int32Array {
  const best = bestItems(Math.min(k, scores.length), ties);
  // Most items end at one comparison with the least of the best.
  let { least } = best;
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item];
    if (score < least || (score === least && !isAmong(best, item, score)) || leftOut(item)) continue;
    addItem(best, item, score);
    least = best.least;
  }
  return sortedItems(best).items;
}
