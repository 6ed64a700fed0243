import type { RecommendLearner } from '../recommender.js';
import { learnerOf } from './learner-of.js';
import { vsknnTable, type VsknnParams } from './params.js';

/**
 * Vector multiplication session neighbours, V-SKNN (Ludewig & Jannach, "Evaluation of session-based recommendation algorithms", UMUAI 2018): sessions are the more
 * alike the more of the newest events they share, an event counting 1 − n / `last` with n newer ones; each neighbour speaks for its items by its likeness times
 * how new the newest shared event is. Looks at the last session of a history alone. Costs some `sample` sessions per list; stores 4 bytes per event.
 */
export const vsknn: RecommendLearner = learnerOf<VsknnParams>(
  'vsknn',
  'Sessions like the current one: for shops where most visitors are strangers and what counts is the last quarter of an hour.',
  vsknnTable,
  ({ last, rarity }) => ({
    event: (newer) => Math.max(0, 1 - newer / last),
    neighbour: () => 1,
    days: 0,
    newest: (newer) => Math.max(0, 1 - newer / last),
    place: () => 1,
    rarity,
  }),
);
