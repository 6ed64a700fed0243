import assert from 'node:assert/strict';
import type { RecommendInput } from '../../recommend/index.js';
import type { RecommenderPromise, RecommenderSubject } from './case.js';
import { fit } from './fitting.js';
import { inputOf, plantedEvents, referenceInput } from './problem.js';

const reason = new Error('enough');
const STOP_MS = 700;
const MOST_MS = 200;

/** The most milliseconds of the processor that a fit takes without a turn of the event loop: until it ends, or is stopped. */
async function longestGapMs(subject: RecommenderSubject, input: RecommendInput): Promise<number> {
  const stop = new AbortController();
  let [last, longest] = [process.cpuUsage(), 0];
  const turn = (): void => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    longest = Math.max(longest, (user + system) / 1000);
  };
  const heard = setInterval(turn, 1);
  const stopping = setTimeout(() => stop.abort(reason), STOP_MS);
  try {
    await fit(subject, input, { signal: stop.signal });
  } catch (fault) {
    if (fault !== reason) throw fault;
  } finally {
    turn();
    clearInterval(heard);
    clearTimeout(stopping);
  }
  return longest;
}

/** Promises on a running fit. */
export const runningPromises: readonly RecommenderPromise[] = [
  {
    name: 'an abort ends the fit with its reason, before it and in its midst',
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
      const first = await longestGapMs(subject, input);
      const gap = first < MOST_MS ? first : Math.min(first, await longestGapMs(subject, input));
      assert.ok(gap < MOST_MS, `${Math.round(gap)} ms of work without a turn of the event loop`);
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
