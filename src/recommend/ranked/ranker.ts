import type { Parts } from '../../learn/index.js';
import type { History, Recommender } from '../recommender.js';
import { candidatesOf } from './candidates.js';
import { featureNames, featureRows, matrixOf } from './features.js';
import type { RankerModel } from './model.js';
import { rankerModelFrom, rankerParts } from './ranker-parts.js';
import { asRead, type RankSource } from './sources.js';

/** A recommender that ranks what others name. */
export interface Ranker extends Recommender {
  readonly sources: readonly RankSource[];
  /** The sources as their histories are read: what a reason can be taken from, since a rank is no sum over a history. */
  readonly fitted: readonly Recommender[];
}

/**
 * Scores of candidates are the margins of boosting; below them stand all other items in the order of the first source, so that a filter which no candidate passes
 * still has an order.
 */
export function rankerOf(model: RankerModel): Ranker {
  const { sources, facts, userColumns, depth, repeat, boosted } = model;
  const read = model.fitted.map((one, s) => asRead(one, sources[s]));
  const names = featureNames(sources, facts, userColumns);
  const { items } = read[0];
  return {
    items,
    sources,
    fitted: read,
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
    toParts: () => rankerParts(model),
  };
}

/** A ranker again from its parts, for so many items; throws `MW_LEARN_PARTS` rather than trust a file. */
export const rankerFrom = (parts: Parts, items: number): Ranker => rankerOf(rankerModelFrom(parts, items));
