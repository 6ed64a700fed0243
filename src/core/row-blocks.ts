import { headsOf, takeRows, type ColumnHead, type Matrix, type MatrixColumn } from './matrix.js';

/** Rows that need not be in memory: read from the first to the last, block after block, as often as asked. */
export interface RowBlocks {
  readonly rows: number;
  readonly heads: readonly ColumnHead[];
  /** All rows of the columns of these numbers, in the order of the numbers. A block holds until the next one is asked for. */
  read(columns: readonly number[]): AsyncIterable<Matrix>;
}

const BLOCK_ROWS = 65_536;

/** Rows of a matrix in blocks, a row as often as it is named; without `rows` all of them, as one block that copies nothing. */
export function blocksOf(matrix: Matrix, rows?: Int32Array): RowBlocks {
  return {
    rows: rows?.length ?? matrix.rows,
    heads: headsOf(matrix),
    async *read(columns) {
      const some = { rows: matrix.rows, columns: columns.map((j) => matrix.columns[j]) };
      if (rows === undefined) yield some;
      else for (let from = 0; from < rows.length; from += BLOCK_ROWS) yield takeRows(some, rows.subarray(from, from + BLOCK_ROWS));
    },
  };
}

/** The numbers of all columns. */
export const allColumns = ({ heads }: Pick<RowBlocks, 'heads'>): readonly number[] => [...heads.keys()];

/** Columns of so many rows, to be filled: zeros, no, and the first level. */
export const emptyColumns = (heads: readonly ColumnHead[], rows: number): readonly MatrixColumn[] =>
  heads.map(({ name, ...head }) => {
    if (head.kind === 'category') return { ...head, name, codes: new Int32Array(rows) };
    return head.kind === 'flag'
      ? { kind: head.kind, name, values: new Uint8Array(rows) }
      : { kind: head.kind, name, values: new Float64Array(rows) };
  });

/** All rows, in memory. */
export async function gathered(blocks: RowBlocks): Promise<Matrix> {
  const columns = emptyColumns(blocks.heads, blocks.rows);
  let first = 0;
  for await (const block of blocks.read(allColumns(blocks))) {
    for (const [j, column] of block.columns.entries()) cellsOf(columns[j]).set(cellsOf(column), first);
    first += block.rows;
  }
  return { rows: blocks.rows, columns };
}

/** The cells of a column as they lie in memory. */
export const cellsOf = (column: MatrixColumn): Float64Array | Uint8Array | Int32Array =>
  column.kind === 'category' ? column.codes : column.values;

/** Of rows that ascend, the first place from `at` on whose row is not below `row`. */
export function placeOf(rows: Int32Array, row: number, at: number): number {
  let place = at;
  while (place < rows.length && rows[place] < row) place++;
  return place;
}
