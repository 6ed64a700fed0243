import { historyOf, type History, type Interactions } from '../../recommend/index.js';
import type { People } from './people.js';

/**
 * Events that a list is made from, when it is judged as when it is served: what somebody did before the newest thousand says little of what they want now, and
 * would cost the most.
 */
export const SERVED_EVENTS = 1000;

/** What is known of a user of some interactions when a list is made for them: the newest of what they did, and what the table of users says. */
export const servedHistory =
  (people: People | undefined) =>
  (before: Interactions, user: number): History => {
    const row = people?.rowOf(before.users[user]);
    return { ...historyOf(before, user, SERVED_EVENTS), ...(row ? { user: row } : {}) };
  };
