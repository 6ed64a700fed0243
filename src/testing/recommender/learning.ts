import assert from 'node:assert/strict';
import { MillwrightError } from '../../core/index.js';
import { judgeLists, lastOfEachUser, recommenderNamed, type Recommender, type SplitInteractions } from '../../recommend/index.js';
import type { RecommenderPromise } from './case.js';
import { fit, historyOf, scoresOf } from './fitting.js';
import { inputOf, plantedEvents, type PlantedEvents } from './problem.js';

/** Fewest events there can be, and less: by what is there. */
const nothings: Readonly<Record<string, Pick<PlantedEvents, 'user' | 'item' | 'time'>>> = {
  'no events': { user: [], item: [], time: [] },
  'one event': { user: ['a'], item: ['x'], time: [1] },
  'one user': { user: ['a', 'a', 'a'], item: ['x', 'y', 'z'], time: [1, 2, 3] },
  'one item': { user: ['a', 'b', 'c'], item: ['x', 'x', 'x'], time: [1, 2, 3] },
  'one event of every user, no item twice': { user: ['a', 'b', 'c'], item: ['x', 'y', 'z'], time: [1, 2, 3] },
  'everyone took everything': { user: ['a', 'a', 'b', 'b'], item: ['x', 'y', 'x', 'y'], time: [1, 2, 3, 4] },
};

/** Promises on what is learned. */
export const learningPromises: readonly RecommenderPromise[] = [
  {
    name: 'what tells tastes apart beats what most users take',
    check: async (subject) => {
      const { interactions, ...features } = inputOf(plantedEvents(240, 60, 12));
      const split = lastOfEachUser(interactions, 0.25);
      const input = { ...features, interactions: split.before };
      const baseline = ndcgOf(await fit({ learner: recommenderNamed('popularity'), params: {} }, input), split);
      const own = ndcgOf(await fit(subject, input), split);
      assert.ok(own > 1.25 * baseline, `ndcg@10 is ${own.toFixed(4)}, that of popularity ${baseline.toFixed(4)}`);
    },
  },
  {
    name: 'from nothing, or next to it, follow finite scores or an error that says so',
    check: async (subject) => {
      for (const [what, events] of Object.entries(nothings)) {
        try {
          const recommender = await fit(subject, inputOf({ ...events, weight: events.user.map(() => 1), items: ['v', 'x', 'y', 'z'] }));
          for (const items of [[], [0], [1, 2]]) scoresOf(recommender, historyOf(items), what);
        } catch (fault) {
          if (!(fault instanceof MillwrightError)) throw fault;
        }
      }
      const none = await fit(subject, inputOf({ user: [], item: [], time: [], weight: [], items: [] })).catch((fault: unknown) => {
        if (!(fault instanceof MillwrightError)) throw fault;
      });
      if (none) scoresOf(none, historyOf([]), 'no items');
    },
  },
];

function ndcgOf(recommender: Recommender, split: SplitInteractions): number {
  const values = judgeLists(recommender, split, [10]).values['ndcg@10'];
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
