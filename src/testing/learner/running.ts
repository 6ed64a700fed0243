import assert from 'node:assert/strict';
import type { LearnerPromise } from './case.js';
import { fit, forEachTask } from './fitting.js';
import { referenceProblem } from './problem.js';

const reason = new Error('enough');
const rejectsWithReason = (fit: Promise<unknown>): Promise<void> =>
  assert.rejects(fit, (fault) => fault === reason, 'the fit does not reject with the reason of the abort');

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
