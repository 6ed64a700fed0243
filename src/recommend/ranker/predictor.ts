import { asRead } from '../members/index.js';
import type { History, Recommender } from '../recommender.js';
import { candidatesOf } from './candidates.js';
import { featureNames, featureRows, matrixOf } from './features.js';
import type { RankerModel } from './model.js';
import { partsOf } from './parts.js';

/**
 * Scores of candidates are the margins of boosting; below them stand all other items in the order of the first member, so that a filter which no candidate passes
 * still has an order.
 */
export function predictorOf(model: RankerModel): Recommender {
  const { members, facts, userColumns, depth, repeat, boosted } = model;
  const read = model.fitted.map((one, m) => asRead(one, members[m]));
  const names = featureNames(members, facts, userColumns);
  const { items } = read[0];
  const similar = read.find((one) => one.similar)?.similar;
  return {
    items,
    score(history: History, out: Float64Array) {
      const taken = new Set(repeat ? [] : Array.from(history.items));
      const candidates = candidatesOf(read, history, depth, (item) => taken.has(item));
      const x = matrixOf(names, [featureRows(candidates, history, facts, userColumns)]);
      const margins = new Float64Array(x.rows);
      boosted.predict(x, margins);
      const [first] = candidates.scores;
      const [low, high] = [first.reduce((a, b) => Math.min(a, b), Infinity), first.reduce((a, b) => Math.max(a, b), -Infinity)];
      const least = margins.reduce((a, b) => Math.min(a, b), 0);
      for (let item = 0; item < items; item++) out[item] = least - 2 + (high > low ? (first[item] - low) / (high - low) : 0);
      candidates.items.forEach((item, c) => (out[item] = margins[c]));
    },
    ...(similar ? { similar } : {}),
    toParts: () => partsOf(model),
  };
}
