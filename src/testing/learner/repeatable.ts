import assert from 'node:assert/strict';
import { headsOf, takeRows, type Matrix, type MatrixColumn } from '../../core/index.js';
import type { LearnerPromise } from './case.js';
import { fit, forEachTask, marginsOf, sameBits, textOf } from './fitting.js';
import { referenceProblem, withColumns } from './problem.js';

const bytesOf = ({ columns }: Matrix): string =>
  JSON.stringify(columns.map((c) => [headsOf({ rows: 0, columns: [c] }), [...cellsOf(c)].map(String)]));
const cellsOf = (c: MatrixColumn): Iterable<number> => (c.kind === 'category' ? c.codes : c.values);

/** Promises on what may and what may not change a fit. */
export const repeatablePromises: readonly LearnerPromise[] = [
  {
    name: 'the same data and seed give the same bytes, for any number of threads',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const [first, ...others] = await Promise.all(
          [1, 1, 2, 3].map(async (threads) => textOf((await fit(subject, input, { threads })).toParts())),
        );
        for (const other of others) assert.equal(other, first);
      }),
  },
  {
    name: 'fitting and predicting leave their input as it was',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const weighted = { ...referenceProblem(task), weights: new Float64Array(300).fill(1.5) };
        const before = [bytesOf(weighted.x), weighted.y.join(), weighted.weights.join()];
        const predictor = await fit(subject, Object.freeze(weighted));
        marginsOf(predictor, weighted.x);
        predictor.contributions?.(weighted.x);
        assert.deepEqual([bytesOf(weighted.x), weighted.y.join(), weighted.weights.join()], before);
      }),
  },
  {
    name: 'names of columns and levels do not matter',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const columns = input.x.columns.map((c, j): MatrixColumn => {
          const name = `${9 - j}`;
          return c.kind === 'category' ? { ...c, name, levels: c.levels.map((_, i) => `${9 - i}`) } : { ...c, name };
        });
        const renamed = withColumns(input, columns);
        const [one, two] = [await fit(subject, input), await fit(subject, renamed)];
        sameBits(marginsOf(two, renamed.x), marginsOf(one, input.x), 'margins');
      }),
  },
  {
    name: 'the order of predicted rows does not matter',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const { x, ...input } = referenceProblem(task);
        const predictor = await fit(subject, { x, ...input });
        const { outputs } = predictor;
        const backwards = Int32Array.from({ length: x.rows }, (_, i) => x.rows - 1 - i);
        const [straight, turned] = [marginsOf(predictor, x), marginsOf(predictor, takeRows(x, backwards))];
        for (const [i, row] of backwards.entries()) {
          sameBits(turned.subarray(i * outputs, (i + 1) * outputs), straight.subarray(row * outputs, (row + 1) * outputs), `row ${row}`);
        }
      }),
  },
];
