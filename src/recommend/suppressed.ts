import type { Interactions } from './interactions.js';

/** Says which items are neither ranked nor looked for in a user's list. */
export type SuppressedItems = (before: Interactions, user: number) => ArrayLike<number>;

/** What a user took before. */
export function takenBefore({ start, item }: Interactions, user: number): ArrayLike<number> {
  return item.subarray(start[user], start[user + 1]);
}
