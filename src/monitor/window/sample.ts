import { drawRows, random } from '../../core/index.js';
import type { WindowColumn } from '../drift/window.js';

/** `most` of the served rows, drawn without repeats, ascending; all of them when there are no more. */
export const sampleRows = (rows: number, most: number, seed: number): Int32Array => drawRows(rows, most, random(seed, 'served rows'));

/** The cells of some rows, in the given order. */
export function takeCells(column: WindowColumn, rows: Int32Array): WindowColumn {
  if (column instanceof Float64Array) return Float64Array.from(rows, (row) => column[row]);
  if (column instanceof Uint8Array) return Uint8Array.from(rows, (row) => column[row]);
  return Array.from(rows, (row) => column[row] as string | null);
}
