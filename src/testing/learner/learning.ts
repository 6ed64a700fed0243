import assert from 'node:assert/strict';
import { logSumExp, softplus, type AnyTask } from '../../core/index.js';
import { learnerNamed } from '../../learn/index.js';
import type { LearnerPromise } from './case.js';
import { fit, forEachTask, marginsOf } from './fitting.js';
import { referenceProblem, type Reference } from './problem.js';

/** A learner has to take away at least this share of the baseline's loss. */
const LEAST_GAIN = 0.25;

/** Promises on what is learned. */
export const learningPromises: readonly LearnerPromise[] = [
  {
    name: `beats the constant by ${LEAST_GAIN * 100}% of its loss on the reference problem`,
    of: 'target',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const [train, test] = [referenceProblem(task), referenceProblem(task, 5, 500)];
        const ours = lossOf(task, marginsOf(await fit(subject, train), test.x), test);
        const constant = { learner: learnerNamed('constant'), params: {} };
        const baseline = lossOf(task, marginsOf(await fit(constant, train), test.x), test);
        assert.ok(ours <= (1 - LEAST_GAIN) * baseline, `its loss is ${ours}, the constant's ${baseline}`);
      }),
  },
];

/** Mean squared error or log-loss. */
function lossOf(task: AnyTask, margins: Float64Array, { y, classes }: Reference): number {
  const loss = (i: number): number => {
    if (task === 'regression') return (margins[i] - y[i]) ** 2;
    if (task === 'binary') return softplus(margins[i]) - y[i] * margins[i];
    return logSumExp(margins, i * classes, classes) - margins[i * classes + y[i]];
  };
  return y.reduce((sum, _, i) => sum + loss(i), 0) / y.length;
}
