import assert from 'node:assert/strict';
import type { AnyTask } from '../../core/index.js';
import { longestGapMs, MOST_GAP_MS } from '../longest-gap.js';
import type { LearnerPromise } from './case.js';
import { fit, forEachTask } from './fitting.js';
import { referenceProblem, type Reference } from './problem.js';

const reason = new Error('enough');
const rejectsWithReason = (fit: Promise<unknown>): Promise<void> =>
  assert.rejects(fit, (fault) => fault === reason, 'the fit does not reject with the reason of the abort');

const LASTING_ROWS = 30_000;

/** Many rows, with targets that every loss can have. */
function lastingProblem(task: AnyTask): Reference {
  const input = referenceProblem(task, 1, LASTING_ROWS);
  return task === 'regression' ? { ...input, y: input.y.map((v) => Math.max(1, v)) } : input;
}

/** Promises on a running fit. */
export const runningPromises: readonly LearnerPromise[] = [
  {
    name: 'an abort ends the fit with its reason: before it, in its midst, from outside',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        await rejectsWithReason(fit(subject, input, { signal: AbortSignal.abort(reason) }));
        const amidst = new AbortController();
        await rejectsWithReason(fit(subject, input, { signal: amidst.signal, progress: () => amidst.abort(reason) }));
        const outside = new AbortController();
        setImmediate(() => outside.abort(reason));
        await rejectsWithReason(fit(subject, input, { signal: outside.signal }));
      }),
  },
  {
    name: 'an abort is heard within 200 ms of work, on 30,000 rows',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = lastingProblem(task);
        const gap = await longestGapMs((signal) => fit(subject, input, { signal }));
        assert.ok(gap < MOST_GAP_MS, `${Math.round(gap)} ms of work without a turn of the event loop`);
      }),
  },
  {
    name: 'progress is told in words, and how far of how much',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const told: [string, number | undefined, number | undefined][] = [];
        await fit(subject, referenceProblem(task), { progress: (words, done, total) => void told.push([words, done, total]) });
        assert.ok(told.length > 0, 'progress is never called');
        for (const [words, done = 0, total = Math.max(1, done)] of told) {
          assert.ok(/\w/.test(words), 'progress without words');
          assert.ok(done >= 0 && done <= total, `progress ${done} of ${total}`);
        }
      }),
  },
];
