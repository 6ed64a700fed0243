import { expect, it } from 'vitest';
import { gaussLegendre } from './quadrature.js';

it('has the known points and weights of two and three points', () => {
  const two = gaussLegendre(2);
  expect(two.points[0]).toBeCloseTo((1 - 1 / Math.sqrt(3)) / 2, 15);
  expect(two.weights[0]).toBeCloseTo(0.5, 15);
  const three = gaussLegendre(3);
  expect(three.points[1]).toBeCloseTo(0.5, 15);
  [5 / 18, 8 / 18, 5 / 18].forEach((weight, i) => expect(three.weights[i]).toBeCloseTo(weight, 15));
});

it.each([1, 2, 5, 12, 40])('integrates every power up to degree 2n - 1 with %i points', (size) => {
  const { points, weights } = gaussLegendre(size);
  for (let power = 0; power < 2 * size; power++) {
    const integral = points.reduce((sum, point, i) => sum + weights[i] * point ** power, 0);
    expect(Math.abs(integral - 1 / (power + 1))).toBeLessThan(1e-14);
  }
});
