import { doublesOf, type Matrix } from '../core/index.js';

/** Visits the rows in order, each coded as `core/rowOf` codes it. The array is the same at every visit. */
export function forEachRow(x: Matrix, visit: (row: Float64Array, i: number) => void): void {
  const columns = x.columns.map(doublesOf);
  const row = new Float64Array(columns.length);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < columns.length; j++) row[j] = columns[j][i];
    visit(row, i);
  }
}
