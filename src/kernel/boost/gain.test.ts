import { expect, it } from 'vitest';
import { boundedGain, cappedGain, freeGain, gainAt, isCapped, leafGain, leafValue, shrunk } from './gain.js';

const free = { l1: 0, l2: 0, low: -Infinity, high: Infinity };

it('works by hand: G = -6, H = 4', () => {
  expect(leafValue(-6, 4, free)).toBe(1.5);
  expect(leafGain(-6, 4, 0, 0)).toBe(9);
  expect(leafValue(-6, 4, { ...free, l1: 2, l2: 4 })).toBe(0.5);
  expect(leafGain(-6, 4, 2, 4)).toBe(2);
  expect(gainAt(1.5, -6, 4)).toBe(9);
  expect(gainAt(1, -6, 4)).toBe(8);
});

it('shrinks a gradient towards zero, not beyond', () => {
  expect([5, -5, 1, -1].map((g) => shrunk(g, 2))).toEqual([3, -3, 0, 0]);
});

it('is the value with the least loss: no value nearby gains more', () => {
  const rule = { ...free, l1: 0.7, l2: 1.3 };
  const best = leafValue(-3, 2, rule);
  const gain = (value: number): number => gainAt(value, shrunk(-3, 0.7), 2 + 1.3);
  for (const off of [-0.1, -1e-4, 1e-4, 0.1]) expect(gain(best + off)).toBeLessThan(gain(best));
  expect(gain(best)).toBeCloseTo(leafGain(-3, 2, 0.7, 1.3), 14);
});

it('keeps values in their range, and refuses the wrong direction', () => {
  expect(leafValue(-6, 4, { ...free, high: 1 })).toBe(1);
  expect(leafValue(6, 4, { ...free, low: -1 })).toBe(-1);
  // Left value 1, right value -1: falls, so an increasing column gains nothing.
  const falls = { left: -2, leftHessian: 2, right: 2, rightHessian: 2 };
  expect([1, -1, 0].map((direction) => boundedGain(falls, free, direction))).toEqual([0, 4, 4]);
});

it('is capped where the best value lies beyond the range: G = -6, H = 4 wants 1.5', () => {
  const within = (most: number) => ({ ...free, low: -most, high: most });
  expect([2, 1.5, 1].map((most) => cappedGain(-6, 4, within(most)))).toEqual([9, 9, 8]);
  expect(cappedGain(6, 4, within(1))).toBe(8);
  expect(cappedGain(-6, 4, { ...within(1), l1: 2 })).toBe(4);
  expect(cappedGain(-6, 4, free)).toBe(9);
  const sides = { left: -6, leftHessian: 4, right: 1, rightHessian: 2 };
  expect([2, 1.5, 1].map((most) => isCapped(sides, within(most)))).toEqual([false, false, true]);
  expect(freeGain(sides, free)).toBe(9 + 1 / 2);
});
