import type { Interactions } from './interactions.js';
import { keepEvents } from './keep-events.js';

/** Events apart: those to learn from, and those to come, of the same users and items. */
export interface SplitInteractions {
  readonly before: Interactions;
  readonly after: Interactions;
}

/** The newest `ceil(share × n)` of the n events of every user come after; one event alone stays before. */
export const lastOfEachUser = (all: Interactions, share: number): SplitInteractions =>
  splitBy(all, (first, end) => {
    const events = end - first;
    return end - Math.min(Math.ceil(share * events), events - 1);
  });

/** The newest event of every user comes after; one event alone stays before. */
export const lastOne = (all: Interactions): SplitInteractions => splitBy(all, (first, end) => Math.max(end - 1, first + 1));

/** Events from a moment on come after, as they would for whoever trains at that moment. */
export const fromTime = (all: Interactions, time: number): SplitInteractions =>
  splitBy(all, (first, end) => {
    let [low, high] = [first, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (all.time[middle] < time) low = middle + 1;
      else high = middle;
    }
    return low;
  });

/** The newest share of all events comes after, cut at one moment for everybody: events of that moment come after too. */
export function lastOfAll(all: Interactions, share: number): SplitInteractions {
  const ascending = all.time.toSorted();
  const first = Math.max(0, ascending.length - Math.ceil(share * ascending.length));
  return fromTime(all, first < ascending.length ? ascending[first] : Infinity);
}

/** Events of every user from the one at `cutOf` on come after. */
function splitBy(all: Interactions, cutOf: (first: number, end: number) => number): SplitInteractions {
  const cuts = Int32Array.from(all.users, (_, u) => cutOf(all.start[u], all.start[u + 1]));
  return { before: keepEvents(all, (e, u) => e < cuts[u]), after: keepEvents(all, (e, u) => e >= cuts[u]) };
}
