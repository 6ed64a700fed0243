import type { Trial } from '../../tune/index.js';

/** The best trials of all, and of each learner: an ensemble wants members that are unlike each other, and a simpler model is often of another kind. */
const [OF_ALL, OF_EACH] = [8, 2];

/**
 * The trials among which the choice is made, of those in `order`, the best first: the margins of these are kept. A trial in the pool of all trials is in the
 * pool of any part of them, so that the others can be forgotten while the search goes on.
 */
export function poolOf(order: readonly Trial[], learnerOf: (trial: Trial) => string): readonly Trial[] {
  const taken = new Map<string, number>();
  return order.filter((trial, place) => {
    const learner = learnerOf(trial);
    const before = taken.get(learner) ?? 0;
    taken.set(learner, before + 1);
    return place < OF_ALL || before < OF_EACH;
  });
}
