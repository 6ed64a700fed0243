import { expect, it } from 'vitest';
import { logit, logSumExp, sigmoid, softmaxInto, softplus } from './links.js';

it('turns log-odds into probabilities, stable at both ends', () => {
  expect(sigmoid(0)).toBe(0.5);
  expect(sigmoid(Math.log(3))).toBeCloseTo(0.75, 15);
  expect(sigmoid(-800)).toBe(0);
  expect(sigmoid(800)).toBe(1);
  expect(sigmoid(-700)).toBeGreaterThan(0);
});

it('logit undoes sigmoid', () => {
  for (const margin of [-30, -2.5, -1e-9, 0, 0.3, 12]) expect(logit(sigmoid(margin))).toBeCloseTo(margin, 3);
  expect(logit(0)).toBe(-Infinity);
  expect(logit(1)).toBe(Infinity);
});

it('softplus and log-sum-exp do not overflow', () => {
  expect(softplus(0)).toBeCloseTo(Math.LN2, 15);
  expect(softplus(1000)).toBe(1000);
  expect(softplus(-1000)).toBe(0);
  expect(logSumExp([5, 1000, 1000], 1, 2)).toBeCloseTo(1000 + Math.LN2, 12);
});

it('softmax works in place on a part of an array', () => {
  const margins = Float64Array.of(9, Math.log(1), Math.log(2), Math.log(5), 9);
  softmaxInto(margins, margins, 1, 3);
  [9, 1 / 8, 2 / 8, 5 / 8, 9].forEach((expected, i) => expect(margins[i]).toBeCloseTo(expected, 14));
  const huge = [1e300, 0];
  softmaxInto(huge, huge, 0, 2);
  expect(huge).toEqual([1, 0]);
});
