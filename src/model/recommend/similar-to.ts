import { mwError } from '../../core/index.js';
import type { Node } from '../../expr/index.js';
import { topItems } from '../../recommend/index.js';
import type { Opened } from './opened.js';
import type { Recommendation } from './open-recommender.js';
import { listLength } from './recommend-from.js';

/** The items most alike one, without what rules exclude. Throws `MW_RECOMMEND_ITEM` for one that is not known, `MW_RECOMMEND_SIMILAR` where the method compares none. */
export function similarTo(
  { name, recommender, interactions, placeOf, passing, excluded }: Opened,
  item: string,
  k: number,
  filter?: Node,
): Recommendation {
  const place = placeOf.get(item);
  if (place === undefined) throw mwError('MW_RECOMMEND_ITEM', { item, model: name });
  if (!recommender.similar) throw mwError('MW_RECOMMEND_SIMILAR', { model: name });
  const scores = new Float64Array(recommender.items);
  recommender.similar(place, scores);
  const passes = filter && passing(filter);
  const leftOut = (other: number): boolean =>
    other === place || !(scores[other] > 0) || excluded?.[other] === 1 || (passes !== undefined && passes[other] !== 1);
  const items = topItems(scores, listLength(k, recommender.items), leftOut);
  return { items: Array.from(items, (other) => ({ item: interactions.items[other], score: scores[other] })), notes: [] };
}
