import type { History } from './recommender.js';

/** What a function gave for the same history last time, unless it failed: a list asks for scores first, and then for the reasons of each item. */
export function keepingLast<T>(of: (history: History) => T): (history: History) => T {
  let last: { readonly history: History; readonly found: T } | undefined;
  return (history) => {
    if (last && isSame(last.history, history)) return last.found;
    last = undefined;
    last = { history: copyOf(history), found: of(history) };
    return last.found;
  };
}

const copyOf = ({ items, weights, times, newer, user }: History): History => ({
  items: new Float64Array(items),
  weights: new Float64Array(weights),
  ...(times ? { times: new Float64Array(times) } : {}),
  ...(newer ? { newer: new Float64Array(newer) } : {}),
  ...(user ? { user: new Float64Array(user) } : {}),
});

const isSame = (a: History, b: History): boolean =>
  areSame(a.items, b.items) &&
  areSame(a.weights, b.weights) &&
  areSame(a.times, b.times) &&
  areSame(a.newer, b.newer) &&
  areSame(a.user, b.user);

function areSame(a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
