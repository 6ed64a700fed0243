import assert from 'node:assert/strict';
import { sameBits } from '../learner/fitting.js';
import type { RecommenderPromise } from './case.js';
import { fit, historyOf, oddHistories, scoresOf } from './fitting.js';
import { referenceInput } from './problem.js';

const MOST_MS = 5000;

/** Promises on scores. */
export const scoringPromises: readonly RecommenderPromise[] = [
  {
    name: 'every history has a finite score for every item: an empty one, a long one, one item again and again',
    check: async (subject) => {
      const recommender = await fit(subject, referenceInput());
      assert.equal(recommender.items, referenceInput().interactions.items.length, 'items');
      for (const [what, history] of Object.entries(oddHistories(recommender.items))) {
        const before = process.cpuUsage();
        scoresOf(recommender, history, what);
        const { user, system } = process.cpuUsage(before);
        assert.ok((user + system) / 1000 < MOST_MS, `${what}: ${(user + system) / 1000} ms for one answer`);
      }
    },
  },
  {
    name: 'scores are pure: the same history has the same bits, whoever asked before, and is left as it was',
    check: async (subject) => {
      const recommender = await fit(subject, referenceInput());
      const history = historyOf([3, 1, 5, 1], [1, 2, 1, 0.5]);
      const first = scoresOf(recommender, history);
      for (const other of Object.values(oddHistories(recommender.items))) scoresOf(recommender, other);
      sameBits(scoresOf(recommender, history), first, 'scores');
      sameBits(scoresOf(recommender, { ...history, items: [3, 1, 5, 1], weights: [1, 2, 1, 0.5] }), first, 'scores of a history as lists');
      assert.deepEqual(history, historyOf([3, 1, 5, 1], [1, 2, 1, 0.5]), 'the history was changed');
    },
  },
  {
    name: 'reasons are exact: base and effects add up to the score, within 1e-9',
    check: async (subject) => {
      const recommender = await fit(subject, referenceInput());
      for (const [what, history] of Object.entries(oddHistories(recommender.items))) {
        const scores = scoresOf(recommender, history, what);
        for (const item of [0, 1, 2, recommender.items - 1]) {
          const shares = recommender.because?.(history, item);
          if (!shares) continue;
          assert.equal(shares.effects.length, history.items.length, `${what}: one effect per entry`);
          const size = shares.effects.reduce((sum, effect) => sum + Math.abs(effect), Math.abs(shares.base));
          const sum = shares.effects.reduce((all, effect) => all + effect, shares.base);
          assert.ok(Math.abs(sum - scores[item]) <= 1e-9 * Math.max(size, 1e-300), `${what}: item ${item}: ${sum}, not ${scores[item]}`);
        }
      }
    },
  },
  {
    name: 'how alike items are is finite, pure, and highest among items of one taste',
    check: async (subject) => {
      const recommender = await fit(subject, referenceInput());
      if (!recommender.similar) return;
      const [alike, again] = [new Float64Array(recommender.items).fill(NaN), new Float64Array(recommender.items)];
      let [same, other] = [0, 0];
      for (let item = 0; item < 12; item++) {
        recommender.similar(item, alike);
        recommender.similar(item, again);
        sameBits(again, alike, `items like ${item}`);
        assert.ok(
          alike.every((value) => Number.isFinite(value)),
          `an item like ${item} is not finite`,
        );
        for (let j = 0; j < 12; j++) {
          if (j === item) continue;
          if (j % 3 === item % 3) same += alike[j] / 3;
          else other += alike[j] / 8;
        }
      }
      assert.ok(same > other, `items of one taste are alike by ${same}, others by ${other}`);
    },
  },
];
