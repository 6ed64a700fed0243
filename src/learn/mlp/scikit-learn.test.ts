import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import { mlp } from './mlp.js';

interface Problem {
  readonly name: string;
  readonly task: 'regression' | 'multiclass';
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly testX: readonly (readonly number[])[];
  readonly testY: readonly number[];
  readonly meanScore: number;
}

const problems = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as readonly Problem[];

const matrixOf = (columns: readonly (readonly number[])[]): Matrix => ({
  rows: columns[0].length,
  columns: columns.map((cells, j) => ({ kind: 'number', name: `x${j}`, values: Float64Array.from(cells) })),
});

/** R² or accuracy. */
function scoreOf({ task, testY }: Problem, margins: Float64Array): number {
  if (task === 'regression') {
    const mean = testY.reduce((sum, y) => sum + y, 0) / testY.length;
    const [missed, all] = [0, 1].map((of) => testY.reduce((sum, y, i) => sum + (y - (of === 0 ? margins[i] : mean)) ** 2, 0));
    return 1 - missed / all;
  }
  const called = testY.map((_, i) => [...margins.subarray(3 * i, 3 * i + 3)]).map((scores) => scores.indexOf(Math.max(...scores)));
  return called.filter((k, i) => k === testY[i]).length / testY.length;
}

/** Below the mean score of scikit-learn's networks by at most this. */
const TOLERANCE = 0.01;

describe('one network is on the test rows no worse than one of scikit-learn', () => {
  it.each(problems)(
    '$name',
    async (problem) => {
      const input = {
        task: problem.task,
        classes: problem.task === 'regression' ? 1 : 3,
        x: matrixOf(problem.x),
        y: Float64Array.from(problem.y),
      };
      const predictor = await mlp.fit(input, { params: { members: 1 }, seed: 0, threads: 1, signal: new AbortController().signal });
      const margins = new Float64Array(problem.testY.length * predictor.outputs);
      predictor.predict(matrixOf(problem.testX), margins);
      expect(scoreOf(problem, margins)).toBeGreaterThan(problem.meanScore - TOLERANCE);
    },
    60_000,
  );
});
