import assert from 'node:assert/strict';
import { MillwrightError, type MatrixColumn, type NumberColumn } from '../../core/index.js';
import type { LearnerPromise, LearnerSubject } from './case.js';
import { fit, forEachTask, marginsOf, rowsOf } from './fitting.js';
import { GROUPS, plantedGroups, plantedOdd, plantedUplift } from './planted.js';
import { referenceProblem, withColumns, type Reference } from './problem.js';

/** Some of the odd rows lie among the usual ones by chance, and nobody can know them. */
const LEAST_RANKED = 0.9;

const refusesWith = (code: string, subject: LearnerSubject, input: Reference): Promise<void> =>
  assert.rejects(fit(subject, input), (fault) => fault instanceof MillwrightError && fault.code === code, `not refused with ${code}`);

/** Promises of learners that are told no answers. */
export const findingPromises: readonly LearnerPromise[] = [
  {
    name: 'no row and one row are refused with MW_LEARN_ROWS',
    of: 'targetless',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        for (const rows of [0, 1])
          await refusesWith(
            'MW_LEARN_ROWS',
            subject,
            rowsOf(
              input,
              Int32Array.from({ length: rows }, (_, i) => i),
            ),
          );
      }),
  },
  {
    name: 'rows that are all the same, or empty, are refused with MW_LEARN_NOTHING_VARIES',
    of: 'targetless',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const same = (value: number): MatrixColumn => ({
          kind: 'number',
          name: 'same',
          values: new Float64Array(input.x.rows).fill(value),
        });
        const bare: MatrixColumn = { kind: 'category', name: 'bare', levels: ['a', 'b'], codes: new Int32Array(input.x.rows).fill(-1) };
        const flag: MatrixColumn = { kind: 'flag', name: 'flag', values: new Uint8Array(input.x.rows).fill(255) };
        for (const columns of [[same(0.1)], [same(NaN)], [bare], [flag, same(3)]])
          await refusesWith('MW_LEARN_NOTHING_VARIES', subject, withColumns(input, columns));
      }),
  },
  {
    name: 'finds what was planted: groups far apart, rows far out, whom a treatment helps',
    of: 'targetless',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = task === 'segment' ? plantedGroups(1) : task === 'outlier' ? plantedOdd(1) : plantedUplift(1);
        const params =
          task === 'segment' && 'segments' in subject.learner.params ? { ...subject.params, segments: GROUPS } : subject.params;
        const predictor = await fit({ ...subject, params }, input);
        const margins = marginsOf(predictor, input.x);
        if (task === 'segment')
          assert.ok(together(argmaxes(margins, predictor.outputs), input.y) >= 0.95, 'groups that were planted apart are not told apart');
        else if (task === 'uplift') {
          const [wideOnes] = input.x.columns;
          const helped = (wideOnes as NumberColumn).values.map((wide) => Number(wide > 0));
          assert.ok(
            ranked(margins, helped) >= LEAST_RANKED,
            `those who are helped have the higher uplift in ${ranked(margins, helped)} of the pairs`,
          );
        } else
          assert.ok(
            ranked(margins, input.y) >= LEAST_RANKED,
            `odd rows do not stand out: before the usual ones in ${ranked(margins, input.y)} of the pairs`,
          );
      }),
  },
];

const argmaxes = (margins: Float64Array, outputs: number): readonly number[] =>
  Array.from({ length: margins.length / outputs }, (_, i) => {
    const own = margins.subarray(i * outputs, (i + 1) * outputs);
    return own.indexOf(own.reduce((a, b) => Math.max(a, b)));
  });

/** Share of the pairs of rows on which two partitions agree (W. Rand, JASA 1971). */
function together(a: readonly number[], b: ArrayLike<number>): number {
  let [agree, pairs] = [0, 0];
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      pairs++;
      if ((a[i] === a[j]) === (b[i] === b[j])) agree++;
    }
  return agree / pairs;
}

/** Share of the pairs of an odd and a usual row in which the odd one scores higher. */
function ranked(scores: Float64Array, odd: Float64Array): number {
  const [high, low] = [1, 0].map((is) => scores.filter((_, i) => odd[i] === is));
  return high.reduce((sum, h) => sum + low.reduce((n, l) => n + (h > l ? 1 : h === l ? 0.5 : 0), 0), 0) / (high.length * low.length);
}
