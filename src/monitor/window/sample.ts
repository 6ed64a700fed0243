import { random } from '../../core/index.js';
import type { WindowColumn } from '../drift/window.js';

/** `most` of `rows` row numbers without repeats, ascending, each set as likely; all of them when there are no more. Floyd's algorithm. */
export function sampleRows(rows: number, most: number, seed: number): Int32Array {
  if (rows <= most) return Int32Array.from({ length: rows }, (_, i) => i);
  const draw = random(seed, 'served rows');
  const taken = new Set<number>();
  for (let last = rows - most; last < rows; last++) {
    const at = draw.int(last + 1);
    taken.add(taken.has(at) ? last : at);
  }
  return Int32Array.from(taken).toSorted();
}

/** The cells of some rows, in the given order. */
export function takeCells(column: WindowColumn, rows: Int32Array): WindowColumn {
  if (column instanceof Float64Array) return Float64Array.from(rows, (row) => column[row]);
  if (column instanceof Uint8Array) return Uint8Array.from(rows, (row) => column[row]);
  return Array.from(rows, (row) => column[row] as string | null);
}
