import { keepingLast } from './keeping-last.js';
import type { History, Recommender } from './recommender.js';

/** Weights of a history whose entries count half as much for every so many newer ones, and next to nothing at last, but never nothing; 0: all count as they are. */
export function recent(history: History, halfLife: number): History {
  if (halfLife === 0) return history;
  const newest = history.items.length - 1;
  const weights = new Float64Array(history.weights);
  for (let h = 0; h < weights.length; h++)
    weights[h] = Math.max(Number.MIN_VALUE, weights[h] * 2 ** (-(history.newer?.[h] ?? newest - h) / halfLife));
  return { ...history, weights };
}

/** A recommender for which what a user did last counts most. */
export function withRecency(of: Recommender, halfLife: number): Recommender {
  if (halfLife === 0) return of;
  const { mixed: _, ...plain } = of;
  const recently = keepingLast((history: History) => recent(history, halfLife));
  return {
    ...plain,
    score: (history, out) => of.score(recently(history), out),
    ...(of.best ? { best: (history, k, leftOut, ties) => of.best!(recently(history), k, leftOut, ties) } : {}),
    ...(of.because ? { because: (history, item) => of.because!(recently(history), item) } : {}),
  };
}
