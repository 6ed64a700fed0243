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

/** All rows, in memory. */
export async function gathered(blocks: RowBlocks): Promise<Matrix> {
  const { rows, heads } = blocks;
  const columns = heads.map((head): MatrixColumn => {
    if (head.kind === 'category') return { ...head, codes: new Int32Array(rows) };
    return head.kind === 'flag'
      ? { ...head, kind: 'flag', values: new Uint8Array(rows) }
      : { ...head, kind: 'number', values: new Float64Array(rows) };
  });
  let first = 0;
  for await (const block of blocks.read(allColumns(blocks))) {
    for (const [j, column] of block.columns.entries()) cellsOf(columns[j]).set(cellsOf(column), first);
    first += block.rows;
  }
  return { rows, columns };
}

/** The cells of a column as they lie in memory. */
export const cellsOf = (column: MatrixColumn): Float64Array | Uint8Array | Int32Array =>
  column.kind === 'category' ? column.codes : column.values;
