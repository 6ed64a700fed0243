import { expect, it } from 'vitest';
import { pairRows } from './pair.js';

const holdout = (row: number[], y: number[]) => ({ row: Int32Array.from(row), y: Float64Array.from(y) });

it('finds the common rows, wherever they stand', () => {
  const { a, b } = pairRows(holdout([2, 5, 9], [0, 1, 0]), holdout([9, 1, 5], [0, 1, 1]));
  expect([[...a], [...b]]).toEqual([
    [1, 2],
    [2, 0],
  ]);
});

it('finds none when the truth disagrees: it is other data', () => {
  expect(pairRows(holdout([1, 2], [0, 1]), holdout([1, 2], [0, 0])).a).toHaveLength(0);
});
