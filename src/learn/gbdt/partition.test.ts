import { expect, it } from 'vitest';
import { partition } from './partition.js';

it('puts left rows first, keeps the order on both sides, and touches no other rows', () => {
  const rows = Int32Array.of(9, 8, 0, 1, 2, 3, 4, 5, 7, 6);
  const bins = Uint8Array.of(0, 2, 1, 0, 2, 1, 0, 0, 0, 0);
  // Bins 0 and 2 go left; the table begins at 3.
  const goesLeft = Uint8Array.of(9, 9, 9, 1, 0, 1);
  const middle = partition(rows, 2, 8, bins, goesLeft, 3, new Int32Array(10));
  expect(middle).toBe(6);
  expect([...rows]).toEqual([9, 8, 0, 1, 3, 4, 2, 5, 7, 6]);
});
