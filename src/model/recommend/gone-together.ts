import { mwError } from '../../core/index.js';
import type { Node } from '../../expr/index.js';
import { takenTogether, type Interactions, type TogetherRules } from '../../recommend/index.js';
import type { Opened } from './opened.js';
import type { OpenRecommender } from './open-recommender.js';

/** What users take together with an item, without what rules exclude: worked out when it is first asked for. */
export function goneTogether(opened: Opened): Required<Pick<OpenRecommender, 'together'>> {
  const { interactions, placeOf, passing, excluded, name } = opened;
  const { items } = interactions;
  let rules: TogetherRules | undefined;
  const passes = (filter: Node | undefined): ((item: number) => boolean) => {
    const test = filter && passing(filter);
    return (item) => excluded?.[item] !== 1 && (test === undefined || test[item] === 1);
  };
  return {
    together: (item, k, filter) => {
      const place = placeOf.get(item);
      if (place === undefined) throw mwError('MW_RECOMMEND_ITEM', { item, model: name });
      rules ??= takenTogether(takenOf(opened));
      const mayStand = passes(filter);
      const found = rules.with(place).filter((one) => mayStand(one.item));
      return { items: found.slice(0, k).map((one) => ({ item: items[one.item], score: one.confidence })), notes: [] };
    },
  };
}

/** The events by which an item was taken: purchases, where there are types of events. */
function takenOf({ interactions, content }: Opened): Interactions {
  const { type, start } = interactions;
  if (!type) return interactions;
  const ends = content.types.map((name) => content.taken.includes(name));
  const kept: number[] = [];
  const from = new Int32Array(start.length);
  for (let u = 0; u + 1 < start.length; u++) {
    for (let e = start[u]; e < start[u + 1]; e++) if (ends[type[e]]) kept.push(e);
    from[u + 1] = kept.length;
  }
  return {
    users: interactions.users,
    items: interactions.items,
    start: from,
    item: Int32Array.from(kept, (e) => interactions.item[e]),
    weight: Float64Array.from(kept, (e) => interactions.weight[e]),
    time: Float64Array.from(kept, (e) => interactions.time[e]),
  };
}
