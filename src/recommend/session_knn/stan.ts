import type { RecommendLearner } from '../recommender.js';
import { learnerOf } from './learner-of.js';
import { stanTable, type StanParams } from './params.js';

/**
 * Sequence and time aware neighbourhood, STAN (Garg et al., SIGIR 2019): a session's likeness is the sum of exp(−newer / λ₁) over shared events, divided by the
 * root of the product of both lengths, times exp(−days apart / λ₂); it speaks for its items by that times exp(−places from the newest shared item / λ₃). Looks at
 * the last session of a history alone. Days are counted from the newest session that is met, which changes no order. Costs some `sample` sessions per list.
 */
export const stan: RecommendLearner = learnerOf<StanParams>(
  'stan',
  'Sessions like the current one, by the order of events and how long ago they were.',
  stanTable,
  ({ positions, days, distance }) => ({
    event: (newer) => Math.exp(-newer / positions),
    neighbour: (current, other) => 1 / Math.sqrt(current * other),
    days,
    newest: () => 1,
    place: (places) => Math.exp(-places / distance),
    rarity: 0,
  }),
);
