import type { History, Recommender } from './recommender.js';

/** Weights of a history whose entries count half as much for every so many newer ones, and next to nothing at last, but never nothing; 0: all count as they are. */
export function recent(history: History, halfLife: number): History {
  if (halfLife === 0) return history;
  const newest = history.items.length - 1;
  const weights = Float64Array.from(history.weights, (weight, h) => Math.max(Number.MIN_VALUE, weight * 2 ** ((h - newest) / halfLife)));
  return { ...history, weights };
}

/** A recommender for which what a user did last counts most. */
export const withRecency = (of: Recommender, halfLife: number): Recommender => ({
  ...of,
  score: (history, out) => of.score(recent(history, halfLife), out),
  ...(of.best ? { best: (history, k, leftOut, ties) => of.best!(recent(history, halfLife), k, leftOut, ties) } : {}),
  ...(of.because ? { because: (history, item) => of.because!(recent(history, halfLife), item) } : {}),
});
