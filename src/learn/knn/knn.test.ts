import { describe, expect, it } from 'vitest';
import { sigmoid, type Matrix } from '../../core/index.js';
import type { Task } from '../learner.js';
import type { Params } from '../params.js';
import { knn } from './knn.js';

const matrix = (...values: number[]): Matrix => ({
  rows: values.length,
  columns: [{ kind: 'number', name: 'n', values: Float64Array.from(values) }],
});

async function marginAt(
  at: number,
  x: Matrix,
  y: readonly number[],
  task: Task,
  params: Params,
  weights?: readonly number[],
): Promise<number> {
  const input = { task, classes: 1, x, y: Float64Array.from(y), ...(weights ? { weights: Float64Array.from(weights) } : {}) };
  const predictor = await knn.fit(input, { params, seed: 0, threads: 1, signal: new AbortController().signal });
  const out = new Float64Array(1);
  predictor.predictRow(Float64Array.of(at), out);
  return out[0];
}

describe('votes', () => {
  const x = matrix(0, 1, 2, 10);
  const y = [6, 12, 18, 1000];

  it('count the nearer ones more by rank: 3, 2 and 1 parts', async () => {
    expect(await marginAt(-1, x, y, 'regression', { neighbours: 3 })).toBeCloseTo((3 * 6 + 2 * 12 + 18) / 6, 12);
  });

  it('count the same', async () => {
    expect(await marginAt(-1, x, y, 'regression', { neighbours: 3, votes: 'uniform' })).toBeCloseTo(12, 12);
  });

  it('count by 1 / distance, which equal rows decide alone', async () => {
    const params = { neighbours: 2, votes: 'distance' };
    expect(await marginAt(-1, x, y, 'regression', params)).toBeCloseTo((6 / 1 + 12 / 2) / (1 / 1 + 1 / 2), 12);
    expect(await marginAt(1, x, y, 'regression', params)).toBe(12);
  });

  it('are weighed by the rows', async () => {
    const params = { neighbours: 2, votes: 'uniform' };
    expect(await marginAt(-1, x, y, 'regression', params, [3, 1, 1, 1])).toBeCloseTo((3 * 6 + 12) / 4, 12);
  });

  it('are joined by one neighbour with the shares of all rows', async () => {
    const margin = await marginAt(-1, x, [1, 1, 0, 0], 'binary', { neighbours: 2, votes: 'uniform' });
    expect(sigmoid(margin)).toBeCloseTo((2 + 0.5) / 3, 12);
  });

  it('stay finite without smoothing: 1 − 2⁻⁵²', async () => {
    const margin = await marginAt(-1, x, [1, 1, 0, 0], 'binary', { neighbours: 2, votes: 'uniform', smoothing: 0 });
    expect(margin).toBeCloseTo(Math.log(2 ** 52), 9);
  });

  it('take all rows when there are fewer than asked for', async () => {
    expect(await marginAt(5, x, y, 'regression', { neighbours: 100, votes: 'uniform' })).toBeCloseTo(259, 9);
  });
});

describe('distances', () => {
  it('take a missing number as the mean, and a missing category as a level of its own', async () => {
    const x: Matrix = {
      rows: 4,
      columns: [
        { kind: 'number', name: 'n', values: Float64Array.of(-3, -1, 1, 3) },
        { kind: 'category', name: 'c', levels: ['a'], codes: Int32Array.of(0, 0, -1, -1) },
      ],
    };
    const input = { task: 'regression', classes: 1, x, y: Float64Array.of(1, 2, 3, 4) } as const;
    const run = { params: { neighbours: 1 }, seed: 0, threads: 1, signal: new AbortController().signal };
    const predictor = await knn.fit(input, run);
    const answer = (...row: number[]) => {
      const out = new Float64Array(1);
      predictor.predictRow(Float64Array.from(row), out);
      return out[0];
    };
    expect(answer(NaN, 0)).toBe(2);
    expect(answer(NaN, NaN)).toBe(3);
  });
});
