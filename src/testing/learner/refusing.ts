import assert from 'node:assert/strict';
import { hasTarget, MillwrightError, type MatrixColumn } from '../../core/index.js';
import type { LearnerPromise, LearnerSubject } from './case.js';
import { fit, forEachTask, marginsOf, rowsOf } from './fitting.js';
import { referenceProblem, withColumns, type Reference } from './problem.js';

/** What an error has to say beside its code. */
type Said = Readonly<Record<string, unknown>>;

async function refuses(subject: LearnerSubject, input: Reference, code: string, said: Said, what: string): Promise<void> {
  const fault = await fit(subject, input).then(
    () => undefined,
    (e: unknown) => e,
  );
  assert.ok(fault instanceof MillwrightError && fault.code === code, `${what}: not refused with ${code} but ${String(fault)}`);
  for (const [name, due] of Object.entries(said)) assert.deepEqual(fault.params[name as never], due, `${what}: the error's "${name}"`);
}

/** One entry of a list changed. */
const withEntry = (values: Float64Array, at: number, value: number): Float64Array => values.with(at, value);

const number = (name: string, values: Float64Array): MatrixColumn => ({ kind: 'number', name, values });
const AT = 7;

/** Promises on rows that nothing can be learned from: they are refused by name, before anything is fitted. */
export const refusingPromises: readonly LearnerPromise[] = [
  {
    name: 'targets that are not finite, or no class, are refused with MW_LEARN_TARGET and their row',
    of: 'target',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task, 1, 60);
        const odd = task === 'regression' ? [NaN, Infinity, -Infinity] : [NaN, Infinity, -1, 0.5, task === 'binary' ? 2 : input.classes];
        for (const value of odd)
          await refuses(
            subject,
            { ...input, y: withEntry(input.y, AT, value) },
            'MW_LEARN_TARGET',
            { row: AT, got: value },
            `a target of ${value}`,
          );
      }),
  },
  {
    name: 'cells that are none of their column are refused with MW_LEARN_COLUMN, its name and their row',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task, 1, 60);
        const { columns, rows } = input.x;
        const numbers = new Float64Array(rows);
        const bad: readonly (readonly [MatrixColumn, number])[] = [
          [number('bad', withEntry(numbers, AT, Infinity)), Infinity],
          [number('bad', withEntry(numbers, AT, -Infinity)), -Infinity],
          [{ kind: 'flag', name: 'bad', values: new Uint8Array(rows).with(AT, 7) }, 7],
          [{ kind: 'category', name: 'bad', levels: ['a', 'b'], codes: new Int32Array(rows).with(AT, 2) }, 2],
          [{ kind: 'category', name: 'bad', levels: ['a', 'b'], codes: new Int32Array(rows).with(AT, -2) }, -2],
        ];
        for (const [column, got] of bad)
          await refuses(
            subject,
            withColumns(input, [...columns, column]),
            'MW_LEARN_COLUMN',
            { column: 'bad', row: AT, got },
            `${column.kind} ${got}`,
          );
      }),
  },
  {
    name: 'weights that are not finite and above 0 are refused with MW_LEARN_WEIGHT and their row',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task, 1, 60);
        const { rows } = input.x;
        const ones = new Float64Array(rows).fill(1);
        for (const value of [0, -1, NaN, Infinity])
          await refuses(
            subject,
            { ...input, weights: withEntry(ones, AT, value) },
            'MW_LEARN_WEIGHT',
            { row: AT, got: value },
            `a weight of ${value}`,
          );
        for (const value of [0, -1])
          await refuses(
            subject,
            { ...input, weights: ones.map(() => value) },
            'MW_LEARN_WEIGHT',
            { row: 0, got: value },
            `all weights ${value}`,
          );
      }),
  },
  {
    name: 'columns, targets and weights of another length than the rows are refused with MW_LEARN_LENGTH',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task, 1, 60);
        const short = number('short', new Float64Array(59));
        await refuses(
          subject,
          withColumns(input, [...input.x.columns, short]),
          'MW_LEARN_LENGTH',
          { field: 'column "short"' },
          'a short column',
        );
        const weights = new Float64Array(61).fill(1);
        await refuses(subject, { ...input, weights }, 'MW_LEARN_LENGTH', { field: 'the weights', entries: 61 }, 'long weights');
        if (!hasTarget(task)) return;
        const y = input.y.slice(1);
        await refuses(subject, { ...input, y }, 'MW_LEARN_LENGTH', { field: 'the target', entries: 59 }, 'a short target');
      }),
  },
  {
    name: 'no row is refused with MW_LEARN_ROWS, and so is one row, or it is enough',
    of: 'target',
    check: (subject) =>
      forEachTask(subject, async (task) => {
        const input = referenceProblem(task);
        await refuses(subject, rowsOf(input, new Int32Array(0)), 'MW_LEARN_ROWS', { rows: 0 }, 'no row');
        const one = fit(subject, rowsOf(input, Int32Array.of(AT)));
        await one.then(
          (predictor) => marginsOf(predictor, input.x),
          (fault) => assert.ok(fault instanceof MillwrightError && fault.code === 'MW_LEARN_ROWS', `one row: ${String(fault)}`),
        );
      }),
  },
];
