import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sigmoid, type Matrix, type Task } from '../../core/index.js';
import type { Params } from '../params.js';
import { knn } from './knn.js';

type Columns = Readonly<Record<'size' | 'age' | 'colour', readonly number[]>>;

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  readonly train: Columns;
  readonly test: Columns;
  readonly targets: Readonly<Record<Task, readonly number[]>>;
  readonly cases: readonly { readonly task: Task; readonly params: Params; readonly answers: readonly (readonly number[])[] }[];
};

const matrixOf = ({ size, age, colour }: Columns): Matrix => ({
  rows: size.length,
  columns: [
    { kind: 'number', name: 'size', values: Float64Array.from(size) },
    { kind: 'category', name: 'colour', levels: ['a', 'b', 'c'], codes: Int32Array.from(colour) },
    { kind: 'number', name: 'age', values: Float64Array.from(age) },
  ],
});

describe('answers are those of scikit-learn within 1e-9', () => {
  it.each(fixture.cases)('$task with $params', async ({ task, params, answers }) => {
    const [x, test] = [matrixOf(fixture.train), matrixOf(fixture.test)];
    const y = Float64Array.from(fixture.targets[task]);
    const run = { params: { ...params, smoothing: 0 }, seed: 0, threads: 1, signal: new AbortController().signal };
    const { outputs, predict } = await knn.fit({ task, classes: task === 'multiclass' ? 3 : 1, x, y }, run);
    const out = new Float64Array(test.rows * outputs);
    predict(test, out);
    answers.forEach((answer, i) => {
      const margins = [...out.subarray(i * outputs, (i + 1) * outputs)];
      const ours =
        task === 'regression' ? margins : task === 'binary' ? [sigmoid(-margins[0]), sigmoid(margins[0])] : margins.map(Math.exp);
      answer.forEach((value, k) => expect(ours[k]).toBeCloseTo(value, 9));
    });
  });
});
