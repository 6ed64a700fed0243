import assert from 'node:assert/strict';
import { hasTarget, rowOf, takeRows } from '../../core/index.js';
import type { LearnerPromise } from './case.js';
import { fit, forEachTask, marginsOf, sameBits } from './fitting.js';
import { referenceProblem } from './problem.js';

const MARK = 12345.678;

/** Promises on the predictor. */
export const predictingPromises: readonly LearnerPromise[] = [
  {
    name: 'one row gives what the batch gives, to the bit',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const predictor = await fit(subject, input);
        const { x } = referenceProblem(task, 2);
        const [batch, { outputs }] = [marginsOf(predictor, x), predictor];
        if (hasTarget(task)) assert.equal(outputs, input.classes, 'outputs');
        const one = new Float64Array(outputs);
        for (let i = 0; i < x.rows; i++) {
          predictor.predictRow(rowOf(x, i), one);
          sameBits(one, batch.subarray(i * outputs, (i + 1) * outputs), `row ${i}`);
        }
      }),
  },
  {
    name: 'predicting writes rows × outputs margins and nothing else',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const predictor = await fit(subject, input);
        const due = input.x.rows * predictor.outputs;
        const out = new Float64Array(due + 3).fill(MARK);
        predictor.predict(input.x, out);
        assert.equal(out.indexOf(MARK), due, 'first margin that was not written');
        sameBits(out.subarray(0, due), marginsOf(predictor, input.x), 'margins over old content');
      }),
  },
  {
    name: 'contributions, where there are any, add up to the margin within 1e-9',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const predictor = await fit(subject, input);
        const { x } = referenceProblem(task, 3);
        const shares = predictor.contributions?.(x);
        if (shares === undefined) return;
        const [margins, width] = [marginsOf(predictor, x), x.columns.length];
        assert.equal(shares.base.length, predictor.outputs, 'one base per output');
        assert.equal(shares.effects.length, margins.length * width, 'rows × outputs × columns effects');
        margins.forEach((margin, i) => {
          const effects = shares.effects.subarray(i * width, (i + 1) * width);
          const sum = effects.reduce((total, effect) => total + effect, shares.base[i % predictor.outputs]);
          assert.ok(
            Math.abs(sum - margin) <= 1e-9 * Math.max(1, Math.abs(margin)),
            `margin ${i} is ${margin}, its effects add up to ${sum}`,
          );
        });
      }),
  },
  {
    name: 'interactions, where there are any, are symmetric and add up to the contributions within 1e-9',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const predictor = await fit(subject, input);
        const x = takeRows(
          referenceProblem(task, 3).x,
          Int32Array.from({ length: 20 }, (_, i) => i),
        );
        const together = predictor.interactions?.(x);
        if (together === undefined) return;
        const shares = predictor.contributions?.(x);
        assert.ok(shares !== undefined, 'interactions without contributions');
        const width = x.columns.length;
        sameBits(together.base, shares.base, 'base');
        assert.equal(together.effects.length, shares.effects.length * width, 'rows × outputs × columns × columns effects');
        shares.effects.forEach((effect, at) => {
          const line = together.effects.subarray(at * width, (at + 1) * width);
          const sum = line.reduce((total, value) => total + value, 0);
          assert.ok(
            Math.abs(sum - effect) <= 1e-9 * Math.max(1, Math.abs(effect)),
            `effect ${at} is ${effect}, its interactions add up to ${sum}`,
          );
          const column = at % width;
          line.forEach((value, j) =>
            assert.equal(value, together.effects[(at - column + j) * width + column], `interaction ${at}, ${j} is not symmetric`),
          );
        });
      }),
  },
];
