import type { Interactions } from './interactions.js';
import { keepEvents } from './keep-events.js';

/**
 * What speaks for which items go together: of every user the newest events, as far back as they are of at most {@link MOST_ITEMS} different items. Pairs of items
 * grow with the square of a history, and a user of everything says nothing about what is alike.
 */
export function newestItems(all: Interactions, most = MOST_ITEMS): Interactions {
  if (all.users.every((_, u) => all.start[u + 1] - all.start[u] <= most)) return all;
  const seenBy = new Int32Array(all.items.length).fill(-1);
  const first = Int32Array.from(all.users, (_, user) => {
    let different = 0;
    let from = all.start[user + 1];
    for (; from > all.start[user]; from--) {
      const item = all.item[from - 1];
      if (seenBy[item] === user) continue;
      if (different === most) break;
      seenBy[item] = user;
      different++;
    }
    return from;
  });
  return keepEvents(all, (event, user) => event >= first[user]);
}

/** The interaction cut of Schelter, Boden and Markl (RecSys 2012), who sample where this keeps the newest; more are left than a user of MovieLens or Steam has. */
const MOST_ITEMS = 5000;
