import type { Random } from './random.js';

/**
 * `most` of `rows` row numbers without repeats, ascending, each set as likely; all of them when there are no more. Takes `most` draws
 * (R. W. Floyd's algorithm; J. Bentley, CACM 30(9), 1987).
 */
export function drawRows(rows: number, most: number, draw: Random): Int32Array {
  if (rows <= most) return Int32Array.from({ length: rows }, (_, i) => i);
  const taken = new Set<number>();
  for (let last = rows - most; last < rows; last++) {
    const at = draw.int(last + 1);
    taken.add(taken.has(at) ? last : at);
  }
  return Int32Array.from(taken).toSorted();
}
