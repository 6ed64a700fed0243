import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import type { Predictor } from '../learner.js';
import type { Params } from '../params.js';
import { glm } from './glm.js';

const matrix = (...columns: Exclude<MatrixColumn, { kind: 'category' }>[]): Matrix => ({ rows: columns[0].values.length, columns });
const number = (name: string, ...values: number[]) => ({ kind: 'number', name, values: Float64Array.from(values) }) as const;
const flag = (name: string, ...values: number[]) => ({ kind: 'flag', name, values: Uint8Array.from(values) }) as const;

/** So little ridge that it does not show within 1e-4. */
const nearlyFree = { l2: 1e-6 };

const fit = (x: Matrix, y: readonly number[], params: Params = {}, weights?: readonly number[]): Promise<Predictor> =>
  glm.fit(
    { task: 'regression', classes: 1, x, y: Float64Array.from(y), ...(weights ? { weights: Float64Array.from(weights) } : {}) },
    { params, seed: 0, threads: 1, signal: new AbortController().signal },
  );

function meansOf(predictor: Predictor, x: Matrix): number[] {
  const out = new Float64Array(x.rows);
  predictor.predict(x, out);
  return [...out];
}

describe('means', () => {
  it.each(['poisson', 'gamma', 'tweedie'])('%s: a flag alone gets the mean of each of its groups', async (family) => {
    const x = matrix(flag('f', 0, 0, 1, 1));
    const means = meansOf(await fit(x, [1, 3, 5, 9], { ...nearlyFree, family }), x);
    [2, 2, 7, 7].forEach((mean, i) => expect(means[i]).toBeCloseTo(mean, 4));
  });

  it('the mean of all means is that of the targets: what a log link promises for counts', async () => {
    const x = matrix(number('a', 1, 2, 3, 4, 5), number('b', 2, 1, 5, 3, 3));
    const y = [0, 3, 1, 4, 7];
    const means = meansOf(await fit(x, y, { l2: 5 }), x);
    expect(means.reduce((sum, mean) => sum + mean, 0)).toBeCloseTo(15, 6);
  });

  it('are the weighted mean when no column tells rows apart', async () => {
    const x = matrix(number('same', 1, 1, 1));
    for (const mean of meansOf(await fit(x, [0, 2, 4], {}, [1, 1, 2]), x)) expect(mean).toBeCloseTo(2.5, 9);
  });

  it('targets in other units have means in other units, whatever the family needs of its penalty', async () => {
    const x = matrix(number('a', 1, 2, 3, 4));
    const [one, huge] = [await fit(x, [1, 2, 2, 5], { family: 'gamma' }), await fit(x, [1e300, 2e300, 2e300, 5e300], { family: 'gamma' })];
    meansOf(huge, x).forEach((mean, i) => expect(mean / 1e300).toBeCloseTo(meansOf(one, x)[i], 6));
  });

  it('stay finite and above 0 however far a number is', async () => {
    const x = matrix(number('a', 1, 2, 3, 4));
    const predictor = await fit(x, [1, 2, 4, 8], nearlyFree);
    for (const mean of meansOf(predictor, matrix(number('a', 1e300, -1e300)))) expect(mean > 0 && mean < Infinity).toBe(true);
  });
});

describe('contributions', () => {
  it('share a difference of means by the effects on the logarithm: ln 2 and ln 2 of 1 to 4 get half of 3 each', async () => {
    const parts = {
      meta: { format: 1, outputs: 1, columns: 2 },
      arrays: {
        base: Float64Array.of(0),
        mean: Float64Array.of(0, 0),
        deviation: Float64Array.of(1, 1),
        slope: Float64Array.of(Math.LN2, Math.LN2),
        effects: new Float64Array(4),
      },
    };
    const x = matrix(number('a', 1, 1, 2), number('b', 1, -1, 1));
    const { base, effects } = glm.fromParts(parts, x.columns).contributions!(x);
    expect([...base]).toEqual([1]);
    const due = [1.5, 1.5, Math.LN2, -Math.LN2, (7 * 2) / 3, 7 / 3];
    due.forEach((share, i) => expect(effects[i]).toBeCloseTo(share, 12));
  });

  it('add up for means too far apart for an exponential', async () => {
    const x = matrix(number('a', 1, 2, 3, 4));
    const predictor = await fit(x, [1, 2, 4, 8], nearlyFree);
    const far = matrix(number('a', 1e6, -1e6));
    const { base, effects } = predictor.contributions!(far);
    meansOf(predictor, far).forEach((mean, i) => expect(Math.abs(base[0] + effects[i] - mean) / Math.max(1, mean)).toBeLessThan(1e-9));
  });
});

describe('refusals', () => {
  const x = matrix(number('a', 1, 2, 3));
  it.each([
    ['poisson', [1, -0.5, 2], 'of at least 0', '-0.5'],
    ['tweedie', [1, -2, 2], 'of at least 0', '-2'],
    ['gamma', [1, 0, 2], 'above 0', '0'],
    ['poisson', [0, 0, 0], 'of at least 0, and not all 0', 'nothing but 0'],
  ])('%s with %j', async (family, y, due, got) => {
    const message = `the learner "glm" with family "${family}" needs targets ${due}, got ${got}`;
    await expect(fit(x, y, { family })).rejects.toMatchObject({ code: 'MW_LEARN_TARGET', message });
  });

  it('a power of another family', async () => {
    await expect(fit(x, [1, 2, 3], { family: 'gamma', power: 1.5 })).rejects.toMatchObject({ code: 'MW_LEARN_PARAM_VALUE' });
  });
});
