import { describe, expect, it } from 'vitest';
import known from '../fixtures/peers.json' with { type: 'json' };
import { spaceOf, type Point } from '../space.js';
import { logImprovement } from './gp/improvement.js';
import { sobolAt } from './sobol/points.js';
import { parzenOf } from './tpe/parzen.js';

it("Sobol's sequence is SciPy's", () => {
  expect(known.sobol.map((_, n) => [0, 1, 2, 7, 20, 63].map((d) => sobolAt(n, d, 0)))).toEqual(known.sobol);
});

it("the density of points is Optuna's", () => {
  const space = spaceOf({
    a: { type: 'number', low: 0.05, high: 1, scale: 'log' },
    n: { type: 'int', low: 1, high: 10, scale: 'linear' },
    k: { type: 'choice', choices: ['x', 'y', 'z'] },
  });
  const pointsOf = (table: { a: number[]; n: number[]; k: number[] }): Point[] =>
    table.a.map((a, i) => ({ a, n: table.n[i], k: ['x', 'y', 'z'][table.k[i]] }));
  const { points, asked, logDensity } = known.parzen;
  const density = parzenOf(space, pointsOf(points), [1, 1, 1, 1]);
  const found = pointsOf(asked).map((point) => density.logDensity(point));
  // Theirs is a density over log a, ours over its place between the ends.
  const scale = -Math.log(Math.log(1 / 0.05));
  found.forEach((value, i) => expect(value + scale).toBeCloseTo(logDensity[i], 9));
});

describe('the logarithm of the expected improvement', () => {
  it.each(known.logImprovement)('at %d', (z, value) => {
    expect(Math.abs(logImprovement(z).value / value - 1)).toBeLessThan(1e-10);
    const step = 1e-4 * Math.max(1, Math.abs(z));
    const slope = (logImprovement(z + step).value - logImprovement(z - step).value) / (2 * step);
    expect(Math.abs(logImprovement(z).slope / slope - 1)).toBeLessThan(1e-3);
  });
});
