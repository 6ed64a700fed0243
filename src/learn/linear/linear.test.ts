import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import type { FitInput, Predictor, Task } from '../learner.js';
import type { Params } from '../params.js';
import { linear } from './linear.js';

const number = (name: string, ...values: number[]): MatrixColumn => ({ kind: 'number', name, values: Float64Array.from(values) });
const flag = (name: string, ...values: number[]): MatrixColumn => ({ kind: 'flag', name, values: Uint8Array.from(values) });
const category = (name: string, levels: readonly string[], ...codes: number[]): MatrixColumn => ({
  kind: 'category',
  name,
  levels,
  codes: Int32Array.from(codes),
});
const matrix = (...columns: MatrixColumn[]): Matrix => ({
  rows: columns[0].kind === 'category' ? columns[0].codes.length : columns[0].values.length,
  columns,
});

/** So little ridge that it does not show within 1e-4. */
const nearlyFree = { l2: 1e-6 };

function fit(task: Task, x: Matrix, y: readonly number[], params: Params = {}, more: Partial<FitInput> = {}): Promise<Predictor> {
  const classes = task === 'multiclass' ? Math.max(...y) + 1 : 1;
  const run = { params, seed: 0, threads: 1, signal: new AbortController().signal };
  return linear.fit({ task, classes, x, y: Float64Array.from(y), ...more }, run);
}

function marginsOf(predictor: Predictor, x: Matrix): number[] {
  const out = new Float64Array(x.rows * predictor.outputs);
  predictor.predict(x, out);
  return [...out];
}

function expectClose(got: readonly number[], expected: readonly number[], digits = 12): void {
  expect(got).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(got[i]).toBeCloseTo(value, digits));
}

describe('regression', () => {
  it('shrinks the standardised slope: (zᵀz + l2) w = zᵀy, here 3 w = 2 in standard deviations of both', async () => {
    const x = matrix(number('x', 10, 30));
    expectClose(marginsOf(await fit('regression', x, [5, 7]), x), [6 - 2 / 3, 6 + 2 / 3]);
  });

  it('takes the lasso penalty off the slope: 2 w = 2 − 0.5', async () => {
    const x = matrix(number('x', 10, 30));
    expectClose(marginsOf(await fit('regression', x, [5, 7], { ...nearlyFree, l1: 0.5 }), x), [6 - 0.75, 6 + 0.75], 6);
  });

  it('sets a slope to exactly zero when the lasso penalty beats it', async () => {
    const x = matrix(number('x', 10, 30));
    expect(marginsOf(await fit('regression', x, [5, 7], { l1: 2.5 }), x)).toEqual([6, 6]);
  });

  it('keeps slopes at zero or above when asked', async () => {
    const x = matrix(number('falls', 1, 2, 3, 4), number('rises', 1, 4, 2, 5));
    const { slope } = (await fit('regression', x, [9, 8, 5, 6], { nonNegative: true })).toParts().arrays;
    expect([...slope]).toEqual([0, 0]);
  });

  it('gives missing numbers and flags, and each level, their own mean when nothing holds it back', async () => {
    const x = matrix(number('n', NaN, NaN, 1, 1), flag('f', 0, 1, 255, 255));
    expectClose(marginsOf(await fit('regression', x, [1, 2, 7, 9], nearlyFree), x), [1, 2, 8, 8], 4);
    const c = matrix(category('c', ['a', 'b'], 0, 0, 1, -1));
    expectClose(marginsOf(await fit('regression', c, [1, 3, 5, 11], nearlyFree), c), [2, 2, 5, 11], 4);
  });

  it('fits the constant when the target is one', async () => {
    const x = matrix(number('x', 1, 2, 3));
    expect(marginsOf(await fit('regression', x, [4, 4, 4]), x)).toEqual([4, 4, 4]);
  });
});

describe('classification', () => {
  it('finds the log-odds of a two-by-two table', async () => {
    const x = matrix(flag('f', 0, 0, 0, 0, 1, 1, 1, 1));
    const margins = marginsOf(await fit('binary', x, [0, 0, 0, 1, 0, 1, 1, 1], nearlyFree), x);
    expectClose([margins[0], margins[4]], [-Math.log(3), Math.log(3)], 4);
  });

  it('finds the log-shares of classes per level', async () => {
    const x = matrix(category('c', ['a', 'b'], 0, 0, 0, 0, 1, 1, 1, 1));
    const margins = marginsOf(await fit('multiclass', x, [0, 0, 1, 2, 0, 1, 2, 2], nearlyFree), x);
    expectClose([margins[0] - margins[1], margins[0] - margins[2]], [Math.log(2), Math.log(2)], 4);
    expectClose([margins[14] - margins[12], margins[14] - margins[13]], [Math.log(2), Math.log(2)], 4);
  });

  it('balances classes: three rows against one count the same', async () => {
    const x = matrix(flag('f', 0, 1, 0, 0));
    const y = [0, 0, 0, 1];
    const balanced = await fit('binary', x, y, { classWeight: 'balanced' });
    const weighted = await fit('binary', x, y, {}, { weights: Float64Array.of(2 / 3, 2 / 3, 2 / 3, 2) });
    const difference = (p: Predictor) => marginsOf(p, x)[1] - marginsOf(p, x)[0];
    expect(difference(balanced)).toBeCloseTo(difference(weighted), 9);
  });

  it('stays at the prior of one and a half rows when one class has no rows', async () => {
    const x = matrix(number('x', 1, 2, 3, 4));
    expectClose(marginsOf(await fit('binary', x, [1, 1, 1, 1]), x), Array(4).fill(Math.log(4 / 0.5)));
  });
});

describe('contributions', () => {
  it('are slope × (value − mean): two thirds of a standard deviation of the target here', async () => {
    const x = matrix(number('n', 10, 30), flag('same', 1, 1));
    const { base, effects } = (await fit('regression', x, [5, 7])).contributions!(x);
    expectClose([...base, ...effects], [6, -2 / 3, 0, 2 / 3, 0]);
  });

  it('are relative to the mean over the rows for levels, too', async () => {
    const x = matrix(category('c', ['a', 'b'], 0, 0, 0, 1));
    const { base, effects } = (await fit('regression', x, [1, 5, 3, 9])).contributions!(x);
    expectClose([base[0], effects[0] - effects[1], 3 * effects[0] + effects[3]], [4.5, 0, 0]);
    expect(effects[3]).toBeGreaterThan(1);
  });

  it('have the weighted mean prediction as their base', async () => {
    const x = matrix(number('n', 1, NaN, 2, 4), flag('f', 1, 0, 255, 1), category('c', ['a', 'b'], -1, 0, 0, 1));
    const weights = Float64Array.of(1, 2, 3, 4);
    const predictor = await fit('binary', x, [0, 1, 0, 1], {}, { weights });
    const mean = marginsOf(predictor, x).reduce((sum, margin, i) => sum + (weights[i] * margin) / 10, 0);
    expect(predictor.contributions!(x).base[0]).toBeCloseTo(mean, 12);
  });
});

describe('values that training did not see', () => {
  it('has no coefficient for an unseen level: the margin is that of all switches off', async () => {
    const x = matrix(category('c', ['a', 'b', 'unused'], 0, 0, 1, 1));
    const predictor = await fit('regression', x, [1, 1, 5, 5]);
    const others = matrix(category('c', ['a', 'b', 'unused'], 2, -1, 7, 0, 1));
    const [unused, missing, beyond, a, b] = marginsOf(predictor, others);
    expectClose([unused, missing, beyond], Array(3).fill((a + b) / 2));
  });

  it('takes a missing number as the mean where training had none', async () => {
    const x = matrix(number('n', 1, 3));
    expectClose(marginsOf(await fit('regression', x, [2, 4]), matrix(number('n', NaN))), [3]);
  });
});

const refusal = (message: string): unknown => expect.objectContaining({ code: 'MW_LEARN_PARAM_VALUE', message });

describe('settings', () => {
  it('refuses what has no meaning in the task', async () => {
    const x = matrix(number('n', 1, 3));
    await expect(fit('binary', x, [0, 1], { nonNegative: true })).rejects.toThrow(
      refusal('"nonNegative" of the learner "linear" must be false for binary, got true'),
    );
    await expect(fit('regression', x, [0, 1], { classWeight: 'balanced' })).rejects.toThrow(
      refusal('"classWeight" of the learner "linear" must be "none" for regression, got "balanced"'),
    );
  });
});

describe('parts', () => {
  it('refuse a spread that is not positive and coefficients that would overflow', async () => {
    const x = matrix(number('n', 1, 3));
    const parts = (await fit('regression', x, [2, 4])).toParts();
    const heads = [{ kind: 'number', name: 'n' }] as const;
    const change = (name: string, value: number) => ({ ...parts, arrays: { ...parts.arrays, [name]: Float64Array.of(value) } });
    expect(() => linear.fromParts(change('deviation', 0), heads)).toThrow('"deviation" holds 0 at entry 0, not a positive number');
    expect(() => linear.fromParts(change('slope', 1e300), heads)).toThrow('"slope" holds 1e+300 at entry 0, beyond any fitted value');
  });
});
