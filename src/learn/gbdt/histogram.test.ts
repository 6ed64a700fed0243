import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addRows, subtract } from './histogram.js';
import type { BinnedMatrix } from './bin.js';

it('sums gradient and hessian per bin, for any width and number of rows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 50 }), fc.nat(), (width, rows, salt) => {
      const bin = (row: number, j: number): number => 4 * j + ((row * 7 + j * 3 + salt) % 4);
      const cells = Uint16Array.from({ length: rows * width }, (_, at) => bin(Math.floor(at / width), at % width));
      const gradients = Float64Array.from({ length: 2 * rows }, (_, i) => ((i * 37 + salt) % 11) - 5);
      const chosen = Int32Array.from({ length: rows }, (_, i) => i).filter((row) => row % 3 !== 1);
      const histogram = new Float64Array(8 * width);
      const x: BinnedMatrix = { rows, width, cells, columns: [] };
      addRows(histogram, x, gradients, chosen, 1, chosen.length);
      const expected = new Float64Array(8 * width);
      for (const row of chosen.subarray(1)) {
        for (let j = 0; j < width; j++) {
          expected[2 * bin(row, j)] += gradients[2 * row];
          expected[2 * bin(row, j) + 1] += gradients[2 * row + 1];
        }
      }
      expect(histogram).toEqual(expected);
    }),
  );
});

it('subtracts one child to leave the other', () => {
  const whole = Float64Array.of(5, 4, 3, 2);
  subtract(whole, Float64Array.of(1, 4, -1, 0.5));
  expect([...whole]).toEqual([4, 0, 4, 1.5]);
});
