import type { Recommender } from '../recommender.js';
import { isVaried } from './choose.js';
import type { ListWish, MadeList } from './make-list.js';
import { reasonsBy } from './reasons.js';

/**
 * The list of a wish that only leaves items out, where the recommender finds the best ones without scoring all: the same list. `undefined` where rules, diversity
 * or chance have a say, or where the list is one to explain: empty, or of equal scores.
 */
export function plainList(recommender: Recommender, wish: ListWish): MadeList | undefined {
  const { history, k, leftOut, filter, rules, diversity, explore, worth, popularity } = wish;
  const isRuled = (rules?.multiplier ?? rules?.pins?.[0] ?? rules?.caps?.[0]) !== undefined;
  if (!recommender.best || isRuled || isVaried(diversity) || explore || worth) return undefined;
  const isClosed = (item: number): boolean => rules?.excluded?.[item] === 1 || leftOut(item) || filter?.(item) === false;
  const { items, scores } = recommender.best(history, Math.max(2, k), isClosed, popularity);
  if (items.length === 0 || scores[0] === scores[scores.length - 1]) return undefined;
  const reasonsOf = reasonsBy(recommender, history, wish.reasons ?? 0);
  return {
    items: Array.from(items.subarray(0, k), (item, place) => ({
      item,
      score: scores[place],
      reasons: reasonsOf(item),
    })),
    notes: items.length < k ? ['too_few'] : [],
  };
}
