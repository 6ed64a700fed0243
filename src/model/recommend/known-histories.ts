import type { Opened } from './opened.js';
import type { OpenRecommender, Taken } from './open-recommender.js';
import { takesOf } from './takes-of.js';

type Known = Pick<Opened, 'interactions' | 'content' | 'userPlaceOf'>;

/** What training knew that users did; nothing of those who were erased. */
export function knownHistories({ interactions, content, userPlaceOf }: Known): OpenRecommender['historyOf'] {
  return (user, most = Infinity) => {
    const place = userPlaceOf(user);
    if (place === undefined) return [];
    const { start, item, weight, time, type, items } = interactions;
    const first = Math.max(start[place], start[place + 1] - most);
    const known: Taken[] = [];
    for (let e = first; e < start[place + 1]; e++) {
      const name = type && content.types[type[e]];
      const one = { item: items[item[e]], at: time[e], weight: weight[e] };
      known.push(name === undefined ? one : { ...one, type: name });
    }
    return known;
  };
}

/** Calls back with the place of every item that training knew a user to have taken, an item as often as it was. Costs a few nanoseconds per event. */
export function forEachTaken({ interactions, content, userPlaceOf }: Known, user: string, tell: (item: number) => void): void {
  const place = userPlaceOf(user);
  if (place === undefined) return;
  const { start, item, type } = interactions;
  const takes = content.types.map(takesOf(content));
  for (let e = start[place]; e < start[place + 1]; e++) if (!type || takes[type[e]] !== false) tell(item[e]);
}
