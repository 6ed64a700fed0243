import assert from 'node:assert/strict';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import type { LearnerPromise, LearnerSubject } from './case.js';
import { fit, forEachTask, marginsOf, rowsOf } from './fitting.js';
import { referenceProblem, withColumns, type Reference } from './problem.js';

const number = (name: string, values: Iterable<number>): MatrixColumn => ({ kind: 'number', name, values: Float64Array.from(values) });
const fitsAndPredicts = async (subject: LearnerSubject, input: Reference, x: Matrix = input.x): Promise<Float64Array> =>
  marginsOf(await fit(subject, input), x);

/** A row with nothing known. */
const emptied = ({ columns }: Matrix): Matrix => ({
  rows: 1,
  columns: columns.map((c): MatrixColumn => {
    if (c.kind === 'category') return { ...c, codes: Int32Array.of(-1) };
    return c.kind === 'flag' ? { ...c, values: Uint8Array.of(255) } : { ...c, values: Float64Array.of(NaN) };
  }),
});

/** Without a single gap. */
const filled = (input: Reference): Reference => {
  const columns = input.x.columns.map((c): MatrixColumn => {
    if (c.kind === 'category') return { ...c, codes: c.codes.map((code) => Math.max(0, code)) };
    return c.kind === 'flag'
      ? { ...c, values: c.values.map((v) => (v === 255 ? 1 : v)) }
      : { ...c, values: c.values.map((v) => (Number.isNaN(v) ? 40 : v)) };
  });
  return withColumns(input, columns);
};

/** Promises on odd tables: all margins are finite whatever comes. */
export const tablePromises: readonly LearnerPromise[] = [
  {
    name: 'missing values are accepted, in training or for the first time when predicting',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        await fitsAndPredicts(subject, input, emptied(input.x));
        await fitsAndPredicts(subject, filled(input), emptied(input.x));
      }),
  },
  {
    name: 'a column without any value is accepted',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const { columns, rows } = input.x;
        const blank = withColumns(input, [
          ...columns,
          number('blank', new Float64Array(rows).fill(NaN)),
          { kind: 'category', name: 'bare', levels: [], codes: new Int32Array(rows).fill(-1) },
        ]);
        await fitsAndPredicts(subject, blank);
        await fitsAndPredicts(
          subject,
          blank,
          withColumns(blank, [...columns, number('blank', new Float64Array(rows).fill(5)), blank.x.columns.at(-1)!]).x,
        );
      }),
  },
  {
    name: 'a level that training never saw is accepted',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const columns = input.x.columns.map((c) => (c.kind === 'category' ? { ...c, codes: c.codes.map(() => c.levels.length - 1) } : c));
        await fitsAndPredicts(subject, input, withColumns(input, columns).x);
      }),
  },
  {
    name: 'constant columns are accepted, also when they vary later',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const same = withColumns(input, [...input.x.columns, number('same', new Float64Array(input.x.rows).fill(0.1))]);
        await fitsAndPredicts(subject, same, withColumns(input, [...input.x.columns, number('same', input.y)]).x);
      }),
  },
  {
    name: 'a table with nothing but one value is accepted',
    of: 'target',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        await fitsAndPredicts(subject, withColumns(input, [number('same', new Float64Array(input.x.rows).fill(0.1))]));
      }),
  },
  {
    name: 'one column of any kind is enough',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        for (const column of input.x.columns) await fitsAndPredicts(subject, withColumns(input, [column]));
      }),
  },
  {
    name: 'two rows per class are enough',
    of: 'target',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const labels = task === 'regression' ? [input.y[0], input.y[1]] : [...new Set(input.y)];
        const rows = labels.flatMap((label) => [...input.y.keys()].filter((i) => input.y[i] === label).slice(0, 2));
        await fitsAndPredicts(subject, rowsOf(input, Int32Array.from(rows)), input.x);
      }),
  },
  {
    name: 'a class without rows keeps its output',
    of: 'target',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        if (task === 'regression') return;
        const input = referenceProblem(task);
        const without = rowsOf(input, Int32Array.from(input.y.keys().filter((i) => input.y[i] !== 1)));
        assert.equal((await fitsAndPredicts(subject, without, input.x)).length, input.x.rows * input.classes);
      }),
  },
  {
    name: 'one class in all rows, and more classes than rows, are accepted',
    of: 'target',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        if (task === 'regression') return;
        const input = referenceProblem(task, 1, 60);
        for (const only of [0, 1]) await fitsAndPredicts(subject, { ...input, y: input.y.map(() => only) });
        if (task === 'binary') return;
        const few = rowsOf({ ...input, classes: 9 }, Int32Array.of(0, 1, 2, 3, 4));
        const margins = await fitsAndPredicts(subject, { ...few, y: Float64Array.of(8, 0, 5, 5, 2) }, input.x);
        assert.equal(margins.length, 9 * input.x.rows);
      }),
  },
  {
    name: 'a table without any value is accepted',
    of: 'target',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task, 1, 60);
        const columns = input.x.columns.map((c): MatrixColumn => {
          if (c.kind === 'category') return { ...c, codes: c.codes.map(() => -1) };
          return c.kind === 'flag' ? { ...c, values: c.values.map(() => 255) } : { ...c, values: c.values.map(() => NaN) };
        });
        await fitsAndPredicts(subject, withColumns(input, columns), input.x);
      }),
  },
  {
    name: 'numbers at the ends of the range of doubles are accepted',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        const ends = [1e308, -1e308, 5e-324, -0, 1e-300, 1e16, 3];
        const cycle = (shift: number) =>
          number(
            `ends${shift}`,
            input.y.keys().map((i) => ends[(i + shift) % ends.length]),
          );
        const huge = withColumns(input, [
          ...input.x.columns,
          cycle(0),
          cycle(3),
          number(
            'tiny',
            input.y.map((v) => v * 5e-324),
          ),
        ]);
        await fitsAndPredicts(subject, huge);
        await fitsAndPredicts(
          subject,
          input,
          withColumns(
            input,
            input.x.columns.map((c) => (c.kind === 'number' ? { ...cycle(1), name: c.name } : c)),
          ).x,
        );
      }),
  },
];
