import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import type { Task } from '../learner.js';
import { constant } from './constant.js';

const x: Matrix = { rows: 4, columns: [{ kind: 'number', name: 'n', values: Float64Array.of(1, 2, 3, 4) }] };
const run = { params: {}, seed: 0, threads: 1, signal: new AbortController().signal };

async function marginsFor(task: Task, classes: number, y: readonly number[], weights?: readonly number[]): Promise<number[]> {
  const input = { task, classes, x, y: Float64Array.from(y), ...(weights ? { weights: Float64Array.from(weights) } : {}) };
  const predictor = await constant.fit(input, run);
  const out = new Float64Array(predictor.outputs);
  predictor.predictRow(Float64Array.of(99), out);
  return [...out];
}

describe('constant', () => {
  it('gives the mean of numbers, weighted', async () => {
    expect(await marginsFor('regression', 1, [1, 2, 3, 10])).toEqual([4]);
    expect((await marginsFor('regression', 1, [1, 2, 3, 10], [1, 1, 1, 7]))[0]).toBeCloseTo(7.6, 14);
    expect(await marginsFor('regression', 1, [1e308, 1e308, 1e308, 1e308])).toEqual([1e308]);
  });

  it('gives the log-odds of the positive class, weighted', async () => {
    expect((await marginsFor('binary', 1, [0, 0, 0, 1]))[0]).toBeCloseTo(-Math.log(3), 14);
    expect((await marginsFor('binary', 1, [0, 0, 0, 1], [1, 1, 1, 9]))[0]).toBeCloseTo(Math.log(3), 14);
  });

  it('gives the logarithms of the class shares', async () => {
    const margins = await marginsFor('multiclass', 3, [0, 1, 2, 2]);
    [0.25, 0.25, 0.5].forEach((share, k) => expect(margins[k]).toBeCloseTo(Math.log(share), 14));
  });

  it('counts a class without rows as half a row', async () => {
    expect((await marginsFor('binary', 1, [0, 0, 0, 0]))[0]).toBeCloseTo(Math.log(0.5 / 4), 14);
    const margins = await marginsFor('multiclass', 3, [0, 0, 1, 1]);
    [2 / 4.5, 2 / 4.5, 0.5 / 4.5].forEach((share, k) => expect(margins[k]).toBeCloseTo(Math.log(share), 14));
  });
});
