import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { columnReaders, numbers } from '../ensemble/testing-members.js';
import type { FoldRows } from '../learner.js';
import { stackOf } from './stack.js';

const draw = random(2, 'columns');
const column = (rows: number): number[] => Array.from({ length: rows }, () => draw.normal());
const [a, b] = [column(40), column(40)];
const x = numbers(a, b);
const { find } = columnReaders({ a: 0, b: 1 });
const run = { seed: 7, threads: 1, signal: new AbortController().signal };
const fit = (y: readonly number[], params = {}, more: { readonly folds?: () => readonly FoldRows[] } = {}) =>
  stackOf(find).fit(
    { task: 'regression', classes: 1, x, y: Float64Array.from(y), ...more },
    { ...run, params: { members: ['a', 'b'], ...params } },
  );

describe('a stack', () => {
  it('finds how a target is made of its members: y = 3 + 2a − b', async () => {
    const fitted = await fit(
      a.map((v, i) => 3 + 2 * v - b[i]),
      { l2: 1e-6 },
    );
    const { base, coefficients } = fitted.toParts().arrays;
    expect(base[0]).toBeCloseTo(3, 5);
    expect([...coefficients].map((c) => Math.round(c * 1e5) / 1e5)).toEqual([2, -1]);
    const out = new Float64Array(1);
    fitted.predictRow(Float64Array.of(10, 1), out);
    expect(out[0]).toBeCloseTo(22, 4);
  });

  it('shrinks a member that hardly varies, whatever follows from it: its unit is that of the others', async () => {
    const small = numbers(
      a,
      b.map((v) => v * 1e-6),
    );
    const fitted = await stackOf(find).fit(
      { task: 'regression', classes: 1, x: small, y: Float64Array.from(b) },
      { ...run, params: { members: ['a', 'b'] } },
    );
    const [, coefficient] = fitted.toParts().arrays['coefficients'];
    expect(Math.abs(coefficient) * 1e-6).toBeLessThan(1e-3);
  });

  it('is the mean of its members where there are too few rows to learn more', async () => {
    const fitted = await stackOf(find).fit(
      { task: 'regression', classes: 1, x: numbers([1], [5]), y: Float64Array.of(2) },
      { ...run, params: { members: ['a', 'b'] } },
    );
    const out = new Float64Array(1);
    fitted.predict(numbers([1], [5]), out);
    expect(out[0]).toBe(3);
  });

  it('learns from the rows that the folds test, and from no others', async () => {
    const y = a.map((v, i) => (i < 20 ? 1e6 : v));
    const late = Int32Array.from({ length: 20 }, (_, i) => 20 + i);
    const fitted = await fit(y, { l2: 1e-6 }, { folds: () => [{ train: Int32Array.from({ length: 20 }, (_, i) => i), test: late }] });
    expect(fitted.toParts().arrays['coefficients'][0]).toBeCloseTo(1, 5);
  });

  it('keeps margins finite when a stored member runs out of bounds', async () => {
    const fitted = await fit(a);
    const out = new Float64Array(1);
    fitted.predictRow(Float64Array.of(1e308, -1e308), out);
    expect(out[0]).toBeGreaterThan(1e100);
    expect(Number.isFinite(out[0])).toBe(true);
  });
});
