import type { Recommender } from '../recommender.js';

/** What a list is worked out in: per item its score, and what that comes to by rules. */
export interface ListRoom {
  readonly scores: Float64Array;
  readonly merits: Float64Array;
}

const rooms = new WeakMap<Recommender, ListRoom>();

/** Lists of a recommender are made one after the other, in the same room: arrays of so many items are the dearest garbage of a list. */
export function roomOf(recommender: Recommender): ListRoom {
  const known = rooms.get(recommender);
  if (known) return known;
  const room = { scores: new Float64Array(recommender.items), merits: new Float64Array(recommender.items) };
  rooms.set(recommender, room);
  return room;
}
