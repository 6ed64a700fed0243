import type { OutcomeSketch } from '../../../model/index.js';
import { varianceOf } from '../stats/moments.js';

/** An AUC with its variance. */
export interface AucEstimate {
  readonly auc: number;
  readonly variance: number;
}

/**
 * Area under the ROC curve of outcomes (1 and 0) by their margins, ties counted half, with its variance after DeLong, DeLong & Clarke-Pearson (Biometrics 44,
 * 1988) by way of midranks (X. Sun & W. Xu, IEEE Signal Process. Lett. 21, 2014). `NaN` when one outcome has fewer than two rows. O(n log n).
 */
export function delong({ margin, came }: OutcomeSketch): AucEstimate {
  const sides = [0, 1].map((side) => margin.filter((_, i) => came[i] === side).toSorted());
  const [negatives, positives] = sides;
  const [m, n] = [negatives.length, positives.length];
  if (m < 2 || n < 2) return { auc: NaN, variance: NaN };
  const above = placements(positives, negatives);
  const below = placements(negatives, positives);
  const auc = above.reduce((sum, v) => sum + v, 0) / n;
  return { auc, variance: varianceOf(above, auc) / n + varianceOf(below, 1 - auc) / m };
}

/** For each value the share of the others that lie below it, ties half; both ascending. */
function placements(values: Float64Array, others: Float64Array): Float64Array {
  let [low, high] = [0, 0];
  return values.map((value) => {
    while (low < others.length && others[low] < value) low++;
    high = Math.max(high, low);
    while (high < others.length && others[high] === value) high++;
    return (low + high) / 2 / others.length;
  });
}
