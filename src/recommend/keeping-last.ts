import type { History } from './recommender.js';

/** What a function gave for the same history last time: a list asks for scores first, and then for the reasons of each item. */
export function keepingLast<T>(of: (history: History) => T): (history: History) => T {
  let last: { readonly history: History; readonly found: T } | undefined;
  return (history) => {
    if (!last || !isSame(last.history, history)) last = { history: copyOf(history), found: of(history) };
    return last.found;
  };
}

const PARTS = ['items', 'weights', 'times', 'user'] as const;

const copyOf = (history: History): History =>
  Object.fromEntries(PARTS.map((part) => [part, history[part] && Float64Array.from(history[part])])) as unknown as History;

const isSame = (a: History, b: History): boolean => PARTS.every((part) => areSame(a[part], b[part]));

function areSame(a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
