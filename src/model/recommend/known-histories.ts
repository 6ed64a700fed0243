import type { Opened } from './opened.js';
import type { OpenRecommender, Taken } from './open-recommender.js';

/** What training knew that users did. */
export function knownHistories({ interactions, content }: Pick<Opened, 'interactions' | 'content'>): OpenRecommender['historyOf'] {
  const placeOf = new Map(interactions.users.map((user, place) => [user, place]));
  return (user) => {
    const place = placeOf.get(user);
    if (place === undefined) return [];
    const { start, item, weight, time, type, items } = interactions;
    return Array.from({ length: start[place + 1] - start[place] }, (_, h): Taken => {
      const e = start[place] + h;
      const name = type && content.types[type[e]];
      return { item: items[item[e]], at: time[e], weight: weight[e], ...(name === undefined ? {} : { type: name }) };
    });
  };
}
