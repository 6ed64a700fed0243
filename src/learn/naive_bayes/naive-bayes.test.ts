import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import type { Params } from '../params.js';
import { naiveBayes } from './naive-bayes.js';

const run = (params: Params) => ({ params, seed: 0, threads: 1, signal: new AbortController().signal });
const matrix = (rows: number, ...columns: MatrixColumn[]): Matrix => ({ rows, columns });
const flag = (name: string, ...values: number[]): MatrixColumn => ({ kind: 'flag', name, values: Uint8Array.from(values) });
const colour = (...codes: number[]): MatrixColumn => ({
  kind: 'category',
  name: 'colour',
  levels: ['red', 'green', 'blue'],
  codes: Int32Array.from(codes),
});

async function marginsOf(x: Matrix, y: readonly number[], of: Matrix, params: Params = {}): Promise<number[]> {
  const predictor = await naiveBayes.fit({ task: 'binary', classes: 1, x, y: Float64Array.from(y) }, run(params));
  const out = new Float64Array(of.rows);
  predictor.predict(of, out);
  return [...out];
}

describe('naive Bayes', () => {
  it('multiplies the odds of the class by smoothed ratios of shares', async () => {
    const x = matrix(4, flag('member', 1, 1, 0, 0), colour(0, 0, 1, 0));
    const [margin] = await marginsOf(x, [1, 1, 0, 1], matrix(1, flag('member', 1), colour(0)));
    const prior = 3 / 1;
    const member = (2 + 1) / (3 + 2) / ((0 + 1) / (1 + 2));
    const red = (3 + 1) / (3 + 3) / ((0 + 1) / (1 + 3));
    expect(margin).toBeCloseTo(Math.log(prior * member * red), 12);
  });

  it('compares normal densities of numbers: means 0 and 4, variances 1 and 4', async () => {
    const values = Float64Array.of(-1, 1, 2, 6);
    const x = matrix(4, { kind: 'number', name: 'n', values });
    const at = matrix(1, { kind: 'number', name: 'n', values: Float64Array.of(3) });
    const [margin] = await marginsOf(x, [0, 0, 1, 1], at, { varianceSmoothing: 1e-12 });
    expect(margin).toBeCloseTo(-0.5 * Math.log(4) - 1 / 8 + 9 / 2, 9);
  });

  it('leaves missing values and unknown levels out of the product', async () => {
    const x = matrix(5, flag('member', 1, 1, 0, 0, 255), colour(0, 0, 1, 0, 2));
    const y = [1, 1, 0, 0, 1];
    const [nothing, noColour, unknown] = await marginsOf(x, y, matrix(3, flag('member', 255, 1, 1), colour(-1, -1, 9)));
    expect(nothing).toBeCloseTo(Math.log(3 / 2), 12);
    expect(noColour).toBeCloseTo(Math.log(3 / 2) + Math.log((2 + 1) / (2 + 2) / ((0 + 1) / (2 + 2))), 12);
    expect(unknown).toBe(noColour);
  });

  it('takes the same chances for the classes when asked', async () => {
    const x = matrix(4, flag('member', 255, 255, 255, 255));
    expect(await marginsOf(x, [1, 1, 1, 0], matrix(1, flag('member', 1)), { prior: 'equal' })).toEqual([0]);
  });

  it('gives effects whose mean over the training rows is zero', async () => {
    const x = matrix(5, flag('member', 1, 1, 0, 0, 255), colour(0, 0, 1, 0, 2));
    const predictor = await naiveBayes.fit({ task: 'binary', classes: 1, x, y: Float64Array.of(1, 1, 0, 0, 1) }, run({}));
    const { effects } = predictor.contributions!(x);
    for (const j of [0, 1]) expect([0, 1, 2, 3, 4].reduce((sum, i) => sum + effects[i * 2 + j], 0)).toBeCloseTo(0, 12);
  });
});
