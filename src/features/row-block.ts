import { MISSING_FLAG, type ColumnHead, type Matrix, type MatrixColumn } from '../core/index.js';
import type { RowValues } from '../data/index.js';
import type { RowEncoder } from './encode.js';

/** Rows as a matrix: each encoded by `encode`, then laid out in columns. */
export function rowBlock(heads: readonly ColumnHead[], rows: readonly RowValues[], encode: RowEncoder): Matrix {
  const columns = heads.map((head) => emptyColumn(head, rows.length));
  const cells = new Float64Array(heads.length);
  for (let i = 0; i < rows.length; i++) {
    encode(rows[i], cells);
    for (let j = 0; j < columns.length; j++) put(columns[j], i, cells[j]);
  }
  return { rows: rows.length, columns };
}

function emptyColumn(head: ColumnHead, rows: number): MatrixColumn {
  const { name } = head;
  if (head.kind === 'number') return { kind: 'number', name, values: new Float64Array(rows) };
  if (head.kind === 'flag') return { kind: 'flag', name, values: new Uint8Array(rows) };
  return { kind: 'category', name, levels: (head as { levels: readonly string[] }).levels, codes: new Int32Array(rows) };
}

function put(column: MatrixColumn, row: number, cell: number): void {
  if (column.kind === 'number') column.values[row] = cell;
  else if (column.kind === 'flag') column.values[row] = Number.isNaN(cell) ? MISSING_FLAG : cell;
  else column.codes[row] = Number.isNaN(cell) ? -1 : cell;
}
