import { describe, expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import { paceOf } from '../pace.js';
import { pointsOf, spaceOf } from '../mixed/space.js';
import type { FitInput, Predictor } from '../learner.js';
import type { Params } from '../params.js';
import { foldsOf } from './folds.js';
import { coefficientsOf, landmarksOf } from './landmarks.js';
import { plattScaling } from './platt.js';
import { gammaOf, similarity } from './similarity.js';
import { svm } from './svm.js';

const numbers = (name: string, values: Float64Array) => ({ kind: 'number' as const, name, values });

/** Rows inside and outside of a circle, with a category that does not matter. */
function circle(rows: number, seed = 1): FitInput {
  const draw = random(seed, 'circle');
  const [a, b] = [0, 1].map(() => Float64Array.from({ length: rows }, () => draw.normal()));
  const codes = Int32Array.from({ length: rows }, () => draw.int(3));
  const x: Matrix = {
    rows,
    columns: [numbers('a', a), { kind: 'category', name: 'c', levels: ['x', 'y', 'z'], codes }, numbers('b', b)],
  };
  return { task: 'binary', classes: 1, x, y: a.map((value, i) => (value * value + b[i] * b[i] < 1.4 ? 1 : 0)) };
}

const fit = (input: FitInput, params: Params, signal = new AbortController().signal): Promise<Predictor> =>
  svm.fit(input, { params, seed: 7, threads: 1, signal });

async function shareRight(input: FitInput, params: Params): Promise<number> {
  const test = circle(500, 2);
  const out = new Float64Array(500);
  (await fit(input, params)).predict(test.x, out);
  return out.reduce((right, margin, i) => right + (margin > 0 === (test.y[i] === 1) ? 1 : 0), 0) / 500;
}

describe('kernels', () => {
  it('bend the boundary, exactly or through landmarks, where a line does not', async () => {
    const input = circle(600);
    expect(await shareRight(input, {})).toBeGreaterThan(0.93);
    expect(await shareRight(input, { exactRows: 100, landmarks: 80 })).toBeGreaterThan(0.93);
    expect(await shareRight(input, { kernel: 'linear' })).toBeLessThan(0.7);
  });

  it('are approximated without error when all rows are landmarks', async () => {
    const { x } = circle(40);
    const space = spaceOf(x, undefined);
    const points = pointsOf(space, x);
    const { features, factor } = await landmarksOf(space, points, 40, 0.5, random(1), paceOf(new AbortController().signal));
    const product = (i: number, j: number) =>
      features.subarray(i * 40, i * 40 + 40).reduce((sum, value, c) => sum + value * features[j * 40 + c], 0);
    for (const [i, j] of [
      [0, 0],
      [3, 17],
      [39, 20],
    ])
      expect(product(i, j)).toBeCloseTo(similarity(space, points, i, points, j, 0.5), 5);
    const weights = Float64Array.from({ length: 40 }, (_, c) => Math.sin(c));
    const coefficients = coefficientsOf(factor, weights);
    for (const i of [0, 7, 39]) {
      const overRows = coefficients.reduce((sum, value, j) => sum + value * similarity(space, points, i, points, j, 0.5), 0);
      const overFeatures = weights.reduce((sum, weight, c) => sum + weight * features[i * 40 + c], 0);
      expect(overRows).toBeCloseTo(overFeatures, 3);
    }
  });

  it('are as wide as the columns and their variance say: two numbers and three levels', () => {
    const x: Matrix = {
      rows: 4,
      columns: [
        numbers('n', Float64Array.of(0, 0, 2, 2)),
        { kind: 'category', name: 'c', levels: ['x', 'y', 'never'], codes: Int32Array.of(0, 1, 1, 0) },
        numbers('same', Float64Array.of(5, 5, 5, 5)),
      ],
    };
    const space = spaceOf(x, undefined);
    const entries = [-1, -1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0];
    const mean = entries.reduce((sum, e) => sum + e, 0) / 12;
    const variance = entries.reduce((sum, e) => sum + (e - mean) ** 2, 0) / 12;
    expect(gammaOf(space, pointsOf(space, x))).toBeCloseTo(1 / (3 * variance), 12);
  });
});

describe('machines', () => {
  it('refuse what has no meaning or no room', async () => {
    await expect(fit(circle(50), { epsilon: 0.5 })).rejects.toMatchObject({ code: 'MW_LEARN_PARAM_VALUE' });
    const rows = 2 ** 20;
    const x: Matrix = { rows, columns: [] };
    const params = { kernel: 'rbf', landmarks: 600 };
    const refusal = fit({ task: 'regression', classes: 1, x, y: new Float64Array(rows) }, params);
    await expect(refusal).rejects.toMatchObject({
      code: 'MW_LEARN_PARAM_VALUE',
      message: expect.stringContaining('at most 512') as string,
    });
  });

  it('that are linear have exact contributions, others none', async () => {
    const input = { ...circle(100), task: 'regression' as const };
    const linear = await fit(input, { kernel: 'linear' });
    const { base, effects } = linear.contributions!(input.x);
    const out = new Float64Array(100);
    linear.predict(input.x, out);
    out.forEach((margin, i) => expect(base[0] + effects[3 * i] + effects[3 * i + 1] + effects[3 * i + 2]).toBeCloseTo(margin, 10));
    const meanOfCodes = [...out.keys()].reduce((sum, i) => sum + effects[3 * i + 1], 0);
    expect(meanOfCodes).toBeCloseTo(0, 10);
    expect((await fit(input, {})).contributions).toBeUndefined();
  });

  it('listen to an abort while they train, every 200 ms at least', async () => {
    const abort = new AbortController();
    const draw = random(1, 'noise');
    const rows = 2500;
    const x: Matrix = {
      rows,
      columns: ['a', 'b'].map((name) =>
        numbers(
          name,
          Float64Array.from({ length: rows }, () => draw.normal()),
        ),
      ),
    };
    const y = Float64Array.from({ length: rows }, () => draw.int(2));
    let last = process.cpuUsage();
    let longest = 0;
    const heard = setInterval(() => {
      const { user, system } = process.cpuUsage(last);
      last = process.cpuUsage();
      longest = Math.max(longest, (user + system) / 1000);
    }, 1);
    setTimeout(() => abort.abort(new Error('enough')), 400);
    const ended = fit(
      { task: 'binary', classes: 1, x, y },
      { cost: 1e5, gamma: 100, loss: 'hinge', tolerance: 1e-9, folds: 20 },
      abort.signal,
    );
    await expect(ended).rejects.toThrow('enough');
    clearInterval(heard);
    expect(longest).toBeLessThan(200);
  });
});

describe('probabilities', () => {
  it('do not turn round when decisions are worse than chance', () => {
    const ours = plattScaling(Float64Array.of(-1, -2, 1, 2), Uint8Array.of(1, 1, 0, 0), Float64Array.of(1, 1, 1, 1));
    expect(ours).toEqual({ slope: 0, shift: 0 });
  });

  it('come from folds that hold both classes in turn', () => {
    const isPositive = Uint8Array.of(1, 0, 0, 1, 0, 0, 1, 0);
    const fold = foldsOf(isPositive, 3, random(1));
    const of = (one: number) => [...fold.keys()].filter((i) => isPositive[i] === one).map((i) => fold[i]);
    expect(of(1).toSorted()).toEqual([0, 1, 2]);
    expect(of(0).toSorted()).toEqual([0, 0, 1, 1, 2]);
  });
});
