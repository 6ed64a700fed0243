import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { effectiveRows, holding, normalCdf, normalQuantile, quantileOf, wilson } from './interval.js';

const known = JSON.parse(readFileSync(new URL('./fixtures/intervals.json', import.meta.url), 'utf8')) as {
  quantiles: [number, number][];
  cdf: [number, number][];
};

it('normal quantiles and probabilities are scipy’s', () => {
  for (const [q, x] of known.quantiles) expect(Math.abs(normalQuantile(q) - x), String(q)).toBeLessThan(q < 1e-6 ? 1e-7 : 1e-9);
  for (const [x, p] of known.cdf) expect(Math.abs(normalCdf(x) - p), String(x)).toBeLessThan(1e-13);
  expect(normalCdf(-7) / 1.279812543885835e-12).toBeCloseTo(1, 3);
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(2)]).toEqual([-Infinity, Infinity, NaN]);
});

it("Wilson's interval: n / (n + z²) at a perfect score, and Wilson's own kind of middle", () => {
  const perfect = wilson(10, 10);
  expect(perfect.low).toBeCloseTo(10 / (10 + 1.959963984540054 ** 2), 9);
  expect(perfect.high).toBe(1);
  const half = wilson(5, 10);
  expect(half.low + half.high).toBeCloseTo(1, 12);
  expect(wilson(0, 0)).toEqual({ value: NaN, low: 0, high: 1 });
});

it('quantiles interpolate between neighbours', () => {
  expect([0, 0.5, 0.75, 1].map((q) => quantileOf([1, 2, 4], q))).toEqual([1, 2, 3, 4]);
  expect(quantileOf([7], 0.9)).toBe(7);
  expect(quantileOf([], 0.5)).toBeNaN();
});

it('an interval holds its value and stays in its range', () => {
  expect(holding({ value: 0.9, low: -1, high: 0.8 }, [0, 1])).toEqual({ value: 0.9, low: 0, high: 0.9 });
});

it('counts effective rows', () => {
  expect(effectiveRows(Float64Array.of(1, 1, 1))).toBe(3);
  expect(effectiveRows(Float64Array.of(3, 1))).toBe(1.6);
  expect(effectiveRows(Float64Array.of(0))).toBe(0);
});
