import assert from 'node:assert/strict';
import type { LearnerPromise } from './case.js';
import { distance, fit, forEachTask, marginsOf, rowsOf } from './fitting.js';
import { referenceProblem } from './problem.js';

/** Promises on weights. */
export const weighingPromises: readonly LearnerPromise[] = [
  {
    name: 'weight k equals k copies of a row, within 1e-6 of a margin',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const weights = input.y.map((_, i) => 1 + (i % 3));
        const copies = Int32Array.from(weights.keys().flatMap((i) => Array.from({ length: weights[i] }, () => i)));
        const weighted = marginsOf(await fit(subject, { ...input, weights }), input.x);
        const copied = marginsOf(await fit(subject, rowsOf(input, copies)), input.x);
        const off = distance(weighted, copied);
        assert.ok(
          off <=
            1e-6 *
              Math.max(
                1,
                distance(
                  copied,
                  copied.map(() => 0),
                ),
              ),
          `margins differ by up to ${off}`,
        );
      }),
  },
  {
    name: 'weights of 1 are as good as none',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const plain = marginsOf(await fit(subject, input), input.x);
        const ones = marginsOf(await fit(subject, { ...input, weights: new Float64Array(input.x.rows).fill(1) }), input.x);
        assert.ok(
          distance(plain, ones) <=
            1e-9 *
              Math.max(
                1,
                distance(
                  plain,
                  plain.map(() => 0),
                ),
              ),
          `margins differ by up to ${distance(plain, ones)}`,
        );
      }),
  },
];
