import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sigmoid, type Task } from '../../core/index.js';
import type { Params } from '../params.js';
import { peerMatrix, type PeerColumns } from '../space/testing-columns.js';
import { knn } from './knn.js';

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  readonly train: PeerColumns;
  readonly test: PeerColumns;
  readonly targets: Readonly<Record<Task, readonly number[]>>;
  readonly cases: readonly { readonly task: Task; readonly params: Params; readonly answers: readonly (readonly number[])[] }[];
};

describe('answers are those of scikit-learn within 1e-9', () => {
  it.each(fixture.cases)('$task with $params', async ({ task, params, answers }) => {
    const [x, test] = [peerMatrix(fixture.train), peerMatrix(fixture.test)];
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
