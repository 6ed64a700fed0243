import { MISSING_FLAG, type Matrix, type MatrixColumn, type Random } from '../../../core/index.js';

/**
 * Rows without any structure to find, in the columns of a matrix: numbers anywhere between the least and the greatest, yes/no and levels as often
 * as they are, every cell by itself (Tibshirani, Walther & Hastie, 2001). What a method makes of them it makes of nothing.
 */
export const structureless = (x: Matrix, rows: number, draw: Random): Matrix => ({
  rows,
  columns: x.columns.map((column) => drawn(column, x.rows, rows, draw)),
});

function drawn(column: MatrixColumn, from: number, rows: number, draw: Random): MatrixColumn {
  const cells = Int32Array.from({ length: rows }, () => draw.int(from));
  if (column.kind === 'category') return { ...column, codes: Int32Array.from(cells, (i) => column.codes[i]) };
  if (column.kind === 'flag') return { ...column, values: Uint8Array.from(cells, (i) => column.values[i] ?? MISSING_FLAG) };
  const [low, high] = rangeOf(column.values);
  return { ...column, values: Float64Array.from(cells, () => between(low, high, draw.uniform())) };
}

/** Without overflow where the ends are far apart. */
const between = (low: number, high: number, share: number): number => low * (1 - share) + high * share;

function rangeOf(values: Float64Array): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return low <= high ? [low, high] : [NaN, NaN];
}
