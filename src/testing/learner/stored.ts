import assert from 'node:assert/strict';
import { headsOf, MillwrightError, type ColumnHead, type Matrix } from '../../core/index.js';
import type { AnyLearner, Parts } from '../../learn/index.js';
import { copyOf, damagedArrays, oddArrays, oddMeta } from '../odd-parts.js';
import type { LearnerPromise } from './case.js';
import { fit, forEachTask, marginsOf, sameBits, textOf } from './fitting.js';
import { referenceProblem } from './problem.js';

/** Promises on parts: what an artifact stores. */
export const storedPromises: readonly LearnerPromise[] = [
  {
    name: 'parts make the same predictor again',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const { x, ...input } = referenceProblem(task);
        const predictor = await fit(subject, { x, ...input });
        const parts = copyOf(predictor.toParts());
        const again = subject.learner.fromParts(parts, headsOf(x));
        assert.equal(textOf(again.toParts()), textOf(parts));
        assert.equal(again.outside, predictor.outside, 'the output of rows that belong to none');
        assert.ok(predictor.outside === undefined || predictor.outside === predictor.outputs - 1, 'it is the last');
        sameBits(marginsOf(again, x), marginsOf(predictor, x), 'margins');
        const [before, after] = [predictor.contributions?.(x), again.contributions?.(x)];
        if (before && after) sameBits(after.effects, before.effects, 'contributions');
        assert.equal(after === undefined, before === undefined, 'contributions are there before and after');
      }),
  },
  {
    name: 'damaged parts are refused with MW_LEARN_PARTS',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const { x, ...input } = referenceProblem(task);
        const parts = (await fit(subject, { x, ...input })).toParts();
        const heads = headsOf(x);
        for (const [what, damaged] of damagedArrays(parts)) refuses(subject.learner, damaged, heads, what);
        for (const meta of [null, [], {}, 'x', 1]) refuses(subject.learner, { ...parts, meta }, heads, `meta ${JSON.stringify(meta)}`);
        refuses(subject.learner, parts, heads.slice(1), 'one column fewer');
        refuses(subject.learner, parts, [...heads, { kind: 'number', name: 'more' }], 'one column more');
      }),
  },
  {
    name: 'parts with odd but possible values are refused, or predict finite margins',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const { x, ...input } = referenceProblem(task);
        const parts = (await fit(subject, { x, ...input })).toParts();
        for (const [what, odd] of [...oddArrays(parts), ...oddMeta(parts)]) refusesOrPredicts(subject.learner, odd, x, what);
      }),
  },
];

const isRefusal = (fault: unknown): boolean => fault instanceof MillwrightError && fault.code === 'MW_LEARN_PARTS';

function refuses(learner: AnyLearner, parts: Parts, heads: readonly ColumnHead[], what: string): void {
  assert.throws(() => learner.fromParts(parts, heads), isRefusal, `${what}: not refused with MW_LEARN_PARTS`);
}

function refusesOrPredicts(learner: AnyLearner, parts: Parts, x: Matrix, what: string): void {
  try {
    marginsOf(learner.fromParts(parts, headsOf(x)), x);
  } catch (fault) {
    if (!(fault instanceof MillwrightError)) throw fault;
    assert.equal(fault.code, 'MW_LEARN_PARTS', what);
  }
}
