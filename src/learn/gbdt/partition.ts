import type { BinnedMatrix } from './bin.js';

/**
 * Puts the rows `rows[from … to - 1]` whose bin goes left before those that go right, both in their old order. `goesLeft` holds a
 * 1 or 0 per bin of column `j`, from `offset` on; `start` is the column's first cell. `spare` has room for the rows that go
 * right. Returns where the right ones begin.
 */
export function partition(
  rows: Int32Array,
  from: number,
  to: number,
  x: BinnedMatrix,
  j: number,
  start: number,
  goesLeft: Uint8Array,
  offset: number,
  spare: Int32Array,
): number {
  const { cells, width } = x;
  const shift = offset - start;
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const isLeft = goesLeft[cells[row * width + j] + shift];
    rows[left] = row;
    spare[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  for (let i = 0; i < right; i++) rows[left + i] = spare[i];
  return left;
}
