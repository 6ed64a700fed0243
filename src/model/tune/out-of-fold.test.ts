import { expect, it } from 'vitest';
import { metricNamed, type Split } from '../../evaluate/index.js';
import type { Training } from '../train/training.js';
import { judgeOf } from './out-of-fold.js';

const none = new Int32Array(0);
const tests = (...test: readonly number[]): Split => ({ train: none, test: Int32Array.from(test), unused: none });

it('keeps of each row the margin of the first round, and judges by all', () => {
  const training = {
    plan: { task: 'regression', metric: metricNamed('rmse') },
    model: {},
    prepared: { rows: 6, target: { task: 'regression', y: new Float64Array(6), labels: [] } },
  } as unknown as Training;
  const rows = Int32Array.of(1, 3, 4, 5);
  const judge = judgeOf(training, rows, [tests(0, 2), tests(1), tests(0, 1), tests(2)]);
  const { outOfFold, mean, folds } = judge.judged([[4, 4], [2], [6, 6], [8]].map((own) => Float64Array.from(own)));
  // Row 5 of the table is tested by no fold; of the others the second round says 6, 6 and 8.
  expect([[...outOfFold.rows], [...outOfFold.margins]]).toEqual([
    [1, 3, 4],
    [4, 2, 4],
  ]);
  expect([mean, folds]).toEqual([5, [4, 2, 6, 8]]);
});
