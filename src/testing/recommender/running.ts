import assert from 'node:assert/strict';
import { longestGapMs, MOST_GAP_MS } from '../longest-gap.js';
import type { RecommenderPromise } from './case.js';
import { fit } from './fitting.js';
import { inputOf, plantedEvents, referenceInput } from './problem.js';

const reason = new Error('enough');

/** Promises on a running fit. */
export const runningPromises: readonly RecommenderPromise[] = [
  {
    name: 'an abort before the fit ends it with its reason',
    check: async (subject) => {
      const rejects = (run: Promise<unknown>): Promise<void> =>
        assert.rejects(run, (fault) => fault === reason, 'the fit does not reject with the reason of the abort');
      await rejects(fit(subject, referenceInput(), { signal: AbortSignal.abort(reason) }));
    },
  },
  {
    name: 'an abort is heard within 200 ms of work, on 3,000 users and 2,000 items',
    check: async (subject) => {
      const input = inputOf(plantedEvents(3000, 2000, 40));
      const gap = await longestGapMs((signal) => fit(subject, input, { signal }));
      assert.ok(gap < MOST_GAP_MS, `${Math.round(gap)} ms of work without a turn of the event loop`);
    },
  },
  {
    name: 'progress is told in words, and how far of how much',
    check: async (subject) => {
      await fit(subject, referenceInput(), {
        progress: (words, done = 0, total = Math.max(1, done)) => {
          assert.ok(/\w/.test(words), 'progress without words');
          assert.ok(done >= 0 && done <= total, `progress ${done} of ${total}`);
        },
      });
    },
  },
];
