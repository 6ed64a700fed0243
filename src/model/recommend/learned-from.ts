import { keepEvents, type Interactions, type SplitInteractions, type SuppressedItems } from '../../recommend/index.js';
import type { RecommenderModel } from './define.js';
import { takesOf } from './takes-of.js';

/** What a definition leaves out of a user's list: what they took, by the types that count as taking; nothing where items are recommended again. */
export function suppressedBy({ repeat, taken }: Pick<RecommenderModel, 'repeat' | 'taken'>, types: readonly string[]): SuppressedItems {
  if (repeat) return () => [];
  const takes = types.map(takesOf({ repeat, types, taken }));
  return ({ start, item, type }, user) => {
    const items = item.subarray(start[user], start[user + 1]);
    return type && types.length > 0 ? items.filter((_, e) => takes[type[start[user] + e]]) : items;
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
  const isKept = new Uint8Array(all.users.length);
  for (const u of kept) isKept[u] = 1;
  const only = keepEvents(all, (_, u) => isKept[u] === 1);
  return {
    ...only,
    users: Array.from(kept, (u) => all.users[u]),
    start: Int32Array.from([0, ...Array.from(kept, (u) => only.start[u + 1])]),
  };
}
