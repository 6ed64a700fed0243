import { MISSING_FLAG, type MatrixColumn } from '../../core/index.js';

/** Rows per block: 256 rows of 30 columns stay in the second-level cache while all trees pass over them. */
export const BLOCK_ROWS = 256;

/** Rows `from … to - 1` of columns as doubles, row after row, coded as `core/rowOf` codes one. */
export function gatherBlock(columns: readonly MatrixColumn[], from: number, to: number, out: Float64Array): void {
  const width = columns.length;
  columns.forEach((column, j) => {
    let at = j;
    if (column.kind === 'number') {
      for (let row = from; row < to; row++, at += width) out[at] = column.values[row];
    } else if (column.kind === 'flag') {
      for (let row = from; row < to; row++, at += width) out[at] = column.values[row] === MISSING_FLAG ? NaN : column.values[row];
    } else {
      for (let row = from; row < to; row++, at += width) out[at] = column.codes[row] < 0 ? NaN : column.codes[row];
    }
  });
}

/** Rows `from … to - 1` of one column as doubles, coded as `core/doublesOf` codes them. */
export function copyRows(column: MatrixColumn, from: number, to: number, out: Float64Array): void {
  if (column.kind === 'number') out.set(column.values.subarray(from, to));
  else if (column.kind === 'flag')
    for (let row = from; row < to; row++) out[row - from] = column.values[row] === MISSING_FLAG ? NaN : column.values[row];
  else for (let row = from; row < to; row++) out[row - from] = column.codes[row] < 0 ? NaN : column.codes[row];
}

/** Writes the first `rows` values to every `step`th place from `first` on. */
export function spread(values: Float64Array, rows: number, out: Float64Array, first: number, step: number): void {
  for (let row = 0, at = first; row < rows; row++, at += step) out[at] = values[row];
}
