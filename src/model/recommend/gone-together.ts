import { lazily, mwError, type Lazy } from '../../core/index.js';
import type { Node } from '../../expr/index.js';
import { keepEvents, takenTogetherInSteps, type Interactions, type TogetherRules } from '../../recommend/index.js';
import type { Opened } from './opened.js';
import type { OpenRecommender } from './open-recommender.js';

/** What users take together with an item, without what rules exclude. Nothing is known to be taken together with an item that training did not know. */
export function goneTogether(opened: Opened): Required<Pick<OpenRecommender, 'together'>> {
  const { interactions, placeOf, passing, excluded, name, fitted, together } = opened;
  const { items } = interactions;
  const passes = (filter: Node | undefined): ((item: number) => boolean) => {
    const test = filter && passing(filter);
    return (item) => excluded?.[item] !== 1 && (test === undefined || test[item] === 1);
  };
  return {
    together: (item, k, filter) => {
      const place = placeOf.get(item);
      if (place === undefined) throw mwError('MW_RECOMMEND_ITEM', { item, model: name });
      const mayStand = passes(filter);
      const found =
        place < fitted.items
          ? together
              .now()
              .with(place)
              .filter((one) => mayStand(one.item))
          : [];
      return { items: found.slice(0, k).map((one) => ({ item: items[one.item], score: one.confidence })), notes: [] };
    },
  };
}

/** What goes together by the events of training: worked out when it is first asked for. */
export const togetherIn = (trained: Pick<Opened, 'interactions' | 'content'>): Lazy<TogetherRules> =>
  lazily(() => takenTogetherInSteps(takenOf(trained)));

/** The events by which an item was taken: purchases, where there are types of events. */
function takenOf({ interactions, content }: Pick<Opened, 'interactions' | 'content'>): Interactions {
  const { type } = interactions;
  if (!type) return interactions;
  const ends = content.types.map((name) => content.taken.includes(name));
  return keepEvents(interactions, (e) => ends[type[e]]);
}
