import { blocksOf, headsOf, takeRows, type ColumnHead, type Matrix, type RowBlocks } from '../core/index.js';
import type { Engine } from '../data/index.js';
import { duckdb } from '../expr/index.js';
import { countRows, encodeFrom } from './encode.js';
import { columnsIn, encodingOf, encodingSql, headOf, type Reading } from './encoding.js';
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
  const read = async function* (rows: Int32Array, columns: readonly number[]): AsyncGenerator<Matrix> {
    const encoding = encodingOf(
      columns.map((j) => features[j]),
      reading,
    );
    let [first, at] = [0, 0];
    for await (const block of engine.chunks(encodingSql(encoding, from), signal ? { signal } : {})) {
      const end = first + block.rows;
      const before = at;
      while (at < rows.length && rows[at] < end) at++;
      const all = { rows: block.rows, columns: columnsIn(block, encoding) };
      if (at - before === block.rows) yield all;
      else if (at > before)
        yield takeRows(
          all,
          rows.subarray(before, at).map((row) => row - first),
        );
      first = end;
    }
  };
  return {
    rows: total,
    heads,
    blocks: (rows) => ({ rows: rows.length, heads, read: (columns) => read(rows, columns) }),
  };
}

const CELL_BYTES = { number: 8, category: 4, flag: 1 } as const;

/** Bytes of rows of such columns in memory. */
export const bytesOf = (heads: readonly ColumnHead[], rows: number): number =>
  rows * heads.reduce((sum, { kind }) => sum + CELL_BYTES[kind], 0);
