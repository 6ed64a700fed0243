import assert from 'node:assert/strict';
import { MillwrightError, type Json } from '../../core/index.js';
import { resolveParams } from '../../learn/index.js';
import { beyond, edgesOf } from '../odd-params.js';
import type { LearnerPromise, LearnerSubject } from './case.js';
import { fit, forEachTask, marginsOf } from './fitting.js';
import { referenceProblem } from './problem.js';

const ROWS = 60;
const MOST_MS = 1000;

/** Promises on parameters. */
export const settingPromises: readonly LearnerPromise[] = [
  {
    name: 'every parameter says what it does and has a default of its own kind',
    check: async ({ learner }) => {
      for (const [name, param] of Object.entries(learner.params)) {
        assert.match(name, /^[a-z][A-Za-z0-9]*$/, `the name "${name}"`);
        assert.match(param.doc, /^\S.*\.$/, `the text of "${name}"`);
        resolveParams(learner.name, learner.params, { [name]: param.default as Json });
        if (param.type === 'number' || param.type === 'int')
          assert.ok(param.scale === 'linear' || param.low >= 0, `the scale of "${name}"`);
      }
      assert.match(learner.summary, /^\S.*\.$/, 'the summary');
      assert.ok(learner.tasks.length > 0, 'tasks');
    },
  },
  {
    name: 'every bound and choice of every parameter fits or is refused',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task, 4, ROWS);
        for (const [name, value] of Object.entries(subject.learner.params).flatMap(([n, param]) =>
          edgesOf(param).map((v) => [n, v] as const),
        )) {
          await fitsOrRefuses(subject, { [name]: value }, input);
        }
      }),
  },
  {
    name: 'unknown parameters and values out of range are refused',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task, 4, ROWS);
        const wrong = Object.entries(subject.learner.params).flatMap(([name, param]) => beyond(param).map((value) => ({ [name]: value })));
        for (const params of [...wrong, { 'no such parameter': 1 }]) {
          const what = `${JSON.stringify(params)} is not refused`;
          await assert.rejects(
            fit(subject, input, { params }),
            (fault) => fault instanceof MillwrightError && fault.code.startsWith('MW_LEARN_PARAM_'),
            what,
          );
        }
      }),
  },
];

/** A bound may ask for a very long fit: after a second it is stopped, which is as good as fitted. */
async function fitsOrRefuses(
  subject: LearnerSubject,
  params: Record<string, Json>,
  input: ReturnType<typeof referenceProblem>,
): Promise<void> {
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    marginsOf(await fit(subject, input, { params: { ...subject.params, ...params }, signal }), input.x);
  } catch (fault) {
    const isStopped = signal.aborted && fault === signal.reason;
    const isRefused = fault instanceof MillwrightError && (fault.code.startsWith('MW_LEARN_PARAM_') || fault.code === 'MW_LEARN_SEGMENTS');
    assert.ok(isStopped || isRefused, `${JSON.stringify(params)}: ${String(fault)}`);
  }
}
