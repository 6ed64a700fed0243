import type { Interactions, SplitInteractions } from '../../recommend/index.js';
import type { RecommenderModel } from './define.js';

/** Says of the places of a user's events which items are not recommended to them again. */
export type Suppressed = (before: Interactions, user: number) => ArrayLike<number>;

/** What a definition leaves out of a user's list: what they took, by the types that count as taking; nothing where items are recommended again. */
export function suppressedBy({ repeat, taken }: Pick<RecommenderModel, 'repeat' | 'taken'>, types: readonly string[]): Suppressed {
  if (repeat) return () => [];
  const ends = new Set(types.flatMap((name, code) => (taken.includes(name) ? [code] : [])));
  return ({ start, item, type }, user) => {
    const items = item.subarray(start[user], start[user + 1]);
    return type && types.length > 0 ? items.filter((_, e) => ends.has(type[start[user] + e])) : items;
  };
}

/** The same split for some of its users, evenly spread: enough to choose by. */
export function someUsers({ before, after }: SplitInteractions, most: number): SplitInteractions {
  const users = before.users.length;
  if (users <= most) return { before, after };
  const kept = Int32Array.from({ length: most }, (_, i) => Math.floor((i * users) / most));
  return { before: ofUsers(before, kept), after: ofUsers(after, kept) };
}

function ofUsers(all: Interactions, kept: Int32Array): Interactions {
  const start = new Int32Array(kept.length + 1);
  const events: number[] = [];
  kept.forEach((u, i) => {
    for (let e = all.start[u]; e < all.start[u + 1]; e++) events.push(e);
    start[i + 1] = events.length;
  });
  return {
    users: Array.from(kept, (u) => all.users[u]),
    items: all.items,
    start,
    item: Int32Array.from(events, (e) => all.item[e]),
    weight: Float64Array.from(events, (e) => all.weight[e]),
    time: Float64Array.from(events, (e) => all.time[e]),
    ...(all.type ? { type: Uint8Array.from(events, (e) => all.type![e]) } : {}),
  };
}
