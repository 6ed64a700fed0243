import {
  blocksOf,
  cellsOf,
  emptyColumns,
  headsOf,
  placeOf,
  takeRows,
  type ColumnHead,
  type Matrix,
  type RowBlocks,
} from '../core/index.js';
import type { Block, Engine } from '../data/index.js';
import { duckdb } from '../expr/index.js';
import { countRows, encodeFrom } from './encode.js';
import { columnsIn, encodingOf, encodingSql, headOf, type Encoding, type Reading } from './encoding.js';
import type { FittedFeatures } from './fitted.js';

/** All rows of a table, read through fitted features. */
export interface EncodedTable {
  readonly rows: number;
  readonly heads: readonly ColumnHead[];
  /** The rows, where they are in memory. */
  readonly matrix?: Matrix;
  /** Some of the rows, ascending. */
  blocks(rows: Int32Array): RowBlocks;
}

/** A table that is in memory. */
export const heldTable = (matrix: Matrix): EncodedTable => ({
  rows: matrix.rows,
  heads: headsOf(matrix),
  matrix,
  blocks: (rows) => blocksOf(matrix, rows),
});

/** The same with some of the columns, by number. */
export const withColumns = (table: EncodedTable, columns: readonly number[]): EncodedTable => {
  const { rows, matrix } = table;
  const heads = columns.map((j) => table.heads[j]);
  return {
    rows,
    heads,
    ...(matrix ? { matrix: { rows, columns: columns.map((j) => matrix.columns[j]) } } : {}),
    blocks: (some) => {
      const blocks = table.blocks(some);
      return { rows: blocks.rows, heads, read: (own) => blocks.read(own.map((i) => columns[i])) };
    },
  };
};

/**
 * Encodes a table: into memory when it takes at most `mostBytes` there; else its rows stay in the engine, which spills them to disk, and are
 * encoded anew whenever they are read, in the same order and to the same bits. A reading of ten million rows of 28 numbers takes some seconds.
 */
export async function encodeTable(
  engine: Engine,
  relation: string,
  features: FittedFeatures,
  reading: Reading,
  { mostBytes, signal }: { readonly mostBytes: number; readonly signal?: AbortSignal },
): Promise<EncodedTable> {
  const from = duckdb.ident(relation);
  const total = await countRows(engine, from);
  const heads = features.map(headOf);
  if (bytesOf(heads, total) <= mostBytes) return heldTable(await encodeFrom(engine, from, total, features, reading));
  const read = (rows: Int32Array, columns: readonly number[]): AsyncGenerator<Matrix> => {
    const encoding = encodingOf(
      columns.map((j) => features[j]),
      reading,
    );
    return taken(engine.chunks(encodingSql(encoding, from), signal ? { signal } : {}), encoding, rows);
  };
  return {
    rows: total,
    heads,
    blocks: (rows) => ({ rows: rows.length, heads, read: (columns) => read(rows, columns) }),
  };
}

/** Rows of a block. */
const BLOCK_ROWS = 16_384;

/** Some rows, ascending, of all that the engine answers, in blocks that use the same memory one after the other. */
async function* taken(answer: AsyncIterable<Block>, encoding: Encoding, rows: Int32Array): AsyncGenerator<Matrix> {
  const room = Math.min(BLOCK_ROWS, rows.length);
  const columns = emptyColumns(encoding.heads, room);
  let [first, at, filled] = [0, 0, 0];
  for await (const block of answer) {
    const cells = columnsIn(block, encoding).map(cellsOf);
    const end = placeOf(rows, first + block.rows, at);
    while (at < end) {
      const count = Math.min(end - at, room - filled);
      for (const [j, column] of columns.entries()) take(cells[j], rows, at, count, first, cellsOf(column), filled);
      [at, filled] = [at + count, filled + count];
      if (filled < room) continue;
      yield { rows: room, columns };
      filled = 0;
    }
    first += block.rows;
  }
  if (filled > 0)
    yield takeRows(
      { rows: room, columns },
      Int32Array.from({ length: filled }, (_, i) => i),
    );
}

type Cells = ReturnType<typeof cellsOf>;

/** Copies the cells of `count` rows from `rows[at]` on to the place `to`; the first cell is of row `first`. */
function take(cells: Cells, rows: Int32Array, at: number, count: number, first: number, out: Cells, to: number): void {
  for (let i = 0; i < count; i++) out[to + i] = cells[rows[at + i] - first];
}

const CELL_BYTES = { number: 8, category: 4, flag: 1 } as const;

/** Bytes of rows of such columns in memory. */
export const bytesOf = (heads: readonly ColumnHead[], rows: number): number =>
  rows * heads.reduce((sum, { kind }) => sum + CELL_BYTES[kind], 0);
