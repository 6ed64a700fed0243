import { asRead } from '../members/index.js';
import { rangeOf } from '../range.js';
import type { History, Recommender } from '../recommender.js';
import { candidateSearch } from './candidates.js';
import { featureNames, featureRows, matrixOf } from './features.js';
import type { RankerModel } from './model.js';
import { partsOf } from './parts.js';

/**
 * Scores of candidates are the margins of boosting; below them stand all other items in the order of the first member, so that a filter which no candidate passes
 * still has an order.
 */
export function predictorOf(model: RankerModel): Recommender {
  const { members, facts, userColumns, boosted } = model;
  const read = asRead(model.fitted, members);
  const candidatesFor = candidateSearch(read, model);
  const names = featureNames(members, facts, userColumns);
  const { items } = read[0];
  const similar = read.find((one) => one.similar)?.similar;
  return {
    items,
    score(history: History, out: Float64Array) {
      const candidates = candidatesFor(history);
      const x = matrixOf(names, [featureRows(candidates, history, facts, userColumns)]);
      const margins = new Float64Array(x.rows);
      boosted.predict(x, margins);
      const [first] = candidates.scores;
      const [low, range] = rangeOf(first);
      const least = Math.min(0, rangeOf(margins)[0]);
      for (let item = 0; item < items; item++) out[item] = least - 2 + (range > 0 ? (first[item] - low) / range : 0);
      candidates.items.forEach((item, c) => (out[item] = margins[c]));
    },
    ...(similar ? { similar } : {}),
    toParts: () => partsOf(model),
  };
}
