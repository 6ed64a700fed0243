import { describe, expect, it } from 'vitest';
import { scaleOf } from './scale.js';
import { standardise } from './standardise.js';

const ones = (n: number) => new Float64Array(n).fill(1);

describe('scaleOf', () => {
  it('gives mean and population deviation of the known values', () => {
    expect(scaleOf(Float64Array.of(2, 4, NaN, 6, 8), ones(5))).toEqual({
      mean: 5,
      deviation: Math.sqrt(5),
      constant: false,
      missing: expect.closeTo(0.2, 15) as number,
    });
  });

  it('counts weights as copies', () => {
    const { mean, deviation } = scaleOf(Float64Array.of(1, 5), Float64Array.of(3, 1));
    expect([mean, deviation]).toEqual([2, Math.sqrt(3)]);
  });

  it('calls a column constant only when no two known values differ', () => {
    expect(scaleOf(Float64Array.of(0.1, 0.1, 0.1), ones(3))).toEqual({ mean: 0.1, deviation: 1, constant: true, missing: 0 });
    expect(scaleOf(Float64Array.of(NaN, NaN), ones(2))).toEqual({ mean: 0, deviation: 1, constant: true, missing: 1 });
    expect(scaleOf(Float64Array.of(1e12, 1e12 + 1), ones(2))).toEqual({ mean: 1e12 + 0.5, deviation: 0.5, constant: false, missing: 0 });
  });

  it('does not overflow at the ends of the range of doubles', () => {
    expect(scaleOf(Float64Array.of(1e308, -1e308), ones(2))).toEqual({ mean: 0, deviation: 1e308, constant: false, missing: 0 });
  });
});

describe('standardise', () => {
  it('counts deviations from the mean, up to a thousand million of them', () => {
    expect(standardise(7, 5, 4)).toBe(0.5);
    expect([1e308, -1e308].map((v) => standardise(v, -1e308, 1))).toEqual([1e9, 0]);
    expect(standardise(-1e308, 0, 1e-300)).toBe(-1e9);
  });
});
