import type { Interactions } from './interactions.js';
import type { History } from './recommender.js';

/** What a user of the interactions did, at most so many of the newest (default: all). */
export function historyOf({ start, item, weight, time }: Interactions, user: number, most = Infinity): History {
  const [from, to] = [Math.max(start[user], start[user + 1] - most), start[user + 1]];
  return { items: item.subarray(from, to), weights: weight.subarray(from, to), times: time.subarray(from, to) };
}
