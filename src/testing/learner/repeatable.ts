import assert from 'node:assert/strict';
import { blocksOf, cellsOf, headsOf, takeRows, type Matrix, type MatrixColumn, type RowBlocks } from '../../core/index.js';
import type { LearnerPromise } from './case.js';
import { fit, fitBlocks, forEachTask, marginsOf, sameBits, textOf } from './fitting.js';
import { referenceProblem, withColumns } from './problem.js';

/** The rows of a matrix in blocks of `size`, of which each is gone when the next one is there. */
function inBlocks(x: Matrix, size: number): RowBlocks {
  return {
    ...blocksOf(x),
    async *read(columns) {
      const some = { rows: x.rows, columns: columns.map((j) => x.columns[j]) };
      for (let from = 0; from < x.rows; from += size) {
        const block = takeRows(
          some,
          Int32Array.from({ length: Math.min(size, x.rows - from) }, (_, i) => from + i),
        );
        yield block;
        for (const column of block.columns) cellsOf(column).fill(0);
      }
    },
  };
}

const bytesOf = ({ columns }: Matrix): string =>
  JSON.stringify(columns.map((c) => [headsOf({ rows: 0, columns: [c] }), [...cellsOf(c)].map(String)]));

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
    name: 'rows read in blocks give the bytes of rows in memory',
    of: 'target',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const inMemory = await fit(subject, input);
        for (const size of [1, 37, input.x.rows])
          assert.equal(textOf((await fitBlocks(subject, input, inBlocks(input.x, size))).toParts()), textOf(inMemory.toParts()));
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
