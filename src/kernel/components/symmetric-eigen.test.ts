import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { symmetricEigen } from './symmetric-eigen.js';

describe('symmetric eigenvalues', () => {
  it('by hand: 2 1 / 1 2 has 3 along the diagonal and 1 across it', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    [3, 1].forEach((value, k) => expect(values[k]).toBeCloseTo(value, 14));
    [1, 1, 1, -1].forEach((sign, at) => expect(Math.abs(vectors[at])).toBeCloseTo(Math.SQRT1_2 * Math.abs(sign), 14));
    expect(vectors[0] * vectors[1]).toBeGreaterThan(0);
    expect(vectors[2] * vectors[3]).toBeLessThan(0);
  });

  it('a diagonal comes back in order, zero and empty matrices too', () => {
    expect(symmetricEigen(Float64Array.of(1, 0, 0, 5), 2)).toEqual({ values: Float64Array.of(5, 1), vectors: Float64Array.of(0, 1, 1, 0) });
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
    expect(symmetricEigen(new Float64Array(), 0).values.length).toBe(0);
  });

  it.each([5, 40])('of %d random columns: A v = λ v, vectors at right angles, the largest weight positive', (n) => {
    const draw = random(1, 'eigen', n);
    const rows = Array.from({ length: 2 * n }, () => Float64Array.from({ length: n }, () => draw.normal()));
    const a = Float64Array.from({ length: n * n }, (_, at) => rows.reduce((sum, r) => sum + r[at % n] * r[Math.floor(at / n)], 0));
    const { values, vectors } = symmetricEigen(a, n);
    const vector = (k: number) => vectors.subarray(k * n, (k + 1) * n);
    const dot = (u: Float64Array, v: Float64Array) => u.reduce((sum, x, i) => sum + x * v[i], 0);
    for (let k = 0; k < n; k++) {
      if (k > 0) expect(values[k]).toBeLessThanOrEqual(values[k - 1]);
      for (let i = 0; i < n; i++) expect(dot(a.subarray(i * n, (i + 1) * n), vector(k))).toBeCloseTo(values[k] * vector(k)[i], 10);
      for (let l = 0; l <= k; l++) expect(dot(vector(k), vector(l))).toBeCloseTo(k === l ? 1 : 0, 12);
      expect(Math.max(...vector(k))).toBe(Math.max(...vector(k).map(Math.abs)));
    }
  });
});
