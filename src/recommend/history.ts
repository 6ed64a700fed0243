import type { Interactions } from './interactions.js';
import type { History } from './recommender.js';

/** What a user of the interactions did. */
export const historyOf = ({ start, item, weight, time }: Interactions, user: number): History => ({
  items: item.subarray(start[user], start[user + 1]),
  weights: weight.subarray(start[user], start[user + 1]),
  times: time.subarray(start[user], start[user + 1]),
});
