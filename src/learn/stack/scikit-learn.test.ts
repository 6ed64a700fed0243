import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sigmoid, softmaxInto, type Matrix } from '../../core/index.js';
import { learnerNamed, type FoldRows, type Task } from '../index.js';

interface Fixture {
  readonly x: readonly (readonly number[])[];
  readonly fold: readonly number[];
  readonly penalties: readonly number[];
  readonly l2: number;
  readonly cases: readonly { readonly task: Task; readonly y: readonly number[]; readonly predicted: readonly number[] }[];
}

const {
  x: columns,
  fold,
  penalties,
  l2,
  cases,
} = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as Fixture;
const x: Matrix = {
  rows: fold.length,
  columns: columns.map((values, j) => ({ kind: 'number', name: `${j}`, values: Float64Array.from(values) })),
};
const rows = (isWanted: (own: number) => boolean) => Int32Array.from(fold.keys().filter((row) => isWanted(fold[row])));
const folds = (): readonly FoldRows[] => [0, 1, 2].map((one) => ({ train: rows((own) => own !== one), test: rows((own) => own === one) }));

function predictedFrom(task: Task, margins: Float64Array, outputs: number): Float64Array {
  if (task === 'binary') return margins.map(sigmoid);
  if (task === 'multiclass') for (let i = 0; i < margins.length; i += outputs) softmaxInto(margins, margins, i, outputs);
  return margins;
}

describe('predictions are those of scikit-learn within 1e-6', () => {
  it.each(cases)('$task', async ({ task, y, predicted }) => {
    const members = penalties.map((penalty) => ({ learner: 'linear', params: { l2: penalty, tolerance: 1e-10 } }));
    const run = { params: { members, l2 }, seed: 0, threads: 1, signal: new AbortController().signal };
    const classes = task === 'multiclass' ? 3 : 1;
    const predictor = await learnerNamed('stack').fit({ task, classes, x, y: Float64Array.from(y), folds }, run);
    const margins = new Float64Array(x.rows * classes);
    predictor.predict(x, margins);
    const ours = predictedFrom(task, margins, classes);
    expect(ours.length).toBe(predicted.length);
    expect(Math.max(...predicted.map((value, i) => Math.abs(ours[i] - value)))).toBeLessThan(1e-6);
  });
});
