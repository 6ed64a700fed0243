import type { Member } from '../../learn/index.js';

/** The members with a weight above 0, with it: what a blend that keeps to given weights is made of. */
export const weightedMembers = (members: readonly Member[], weights: ArrayLike<number>): readonly Member[] =>
  members.flatMap(({ learner, params }, m) => (weights[m] > 0 ? [{ learner, params, weight: weights[m] }] : []));
