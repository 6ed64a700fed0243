import { expect, it } from 'vitest';
import { categoryBins } from './bin-categories.js';

const codes = (...counts: readonly number[]): Int32Array =>
  Int32Array.from(counts.flatMap((count, code) => Array.from({ length: count }, () => code)));

it('orders levels by their rows, ties by code', () => {
  expect([...categoryBins(codes(5, 9, 5, 7), 4, 255)]).toEqual([1, 3, 0, 2]);
});

it('leaves the rarest levels to bin 0 once 99% are covered', () => {
  expect([...categoryBins(codes(500, 490, 5, 5), 4, 2)]).toEqual([0, 1]);
});

it('covers 99% of the known rows even beyond the asked number of bins', () => {
  const even = codes(...Array.from({ length: 50 }, () => 20));
  expect(categoryBins(even, 50, 10).length).toBe(50);
});

it('ends at a level of fewer than three rows, but keeps two', () => {
  expect([...categoryBins(codes(50, 20, 2, 1), 4, 255)]).toEqual([0, 1]);
  expect([...categoryBins(codes(1, 1, 1), 3, 255)]).toEqual([0, 1]);
});

it('does not count missing rows', () => {
  expect([...categoryBins(Int32Array.of(-1, -1, -1, 1, 1, 1), 2, 255)]).toEqual([1]);
  expect(categoryBins(Int32Array.of(-1, -1), 2, 255).length).toBe(0);
});
