import type { Matrix, MatrixColumn } from '../core/index.js';
import type { Engine } from '../data/index.js';
import { compileRow, duckdb } from '../expr/index.js';
import { columnsIn, encodingOf, encodingSql, type Reading } from './encoding.js';
import type { FittedFeatures } from './fitted.js';

/** Features per query: the engine plans in time that grows with the square of a query's columns, seconds for thousands of them. */
const MOST_PER_QUERY = 500;

/** All rows of a table, through the engine, in the table's order: one query and one scan per 500 features. */
export async function encodeRelation(engine: Engine, relation: string, features: FittedFeatures, reading: Reading): Promise<Matrix> {
  const table = duckdb.ident(relation);
  return encodeFrom(engine, table, await countRows(engine, table), features, reading);
}

/** Cells of a block that comes in portions of columns: 64 MiB. */
const BLOCK_CELLS = 2 ** 23;

/** The same in blocks of a few thousand rows, for tables that need not fit into memory. */
export async function* encodeChunks(engine: Engine, relation: string, features: FittedFeatures): AsyncGenerator<Matrix> {
  const table = duckdb.ident(relation);
  if (features.length <= MOST_PER_QUERY) {
    const encoding = encodingOf(features, 'serving');
    for await (const block of engine.chunks(encodingSql(encoding, table))) yield { rows: block.rows, columns: columnsIn(block, encoding) };
    return;
  }
  const rows = await countRows(engine, table);
  const step = Math.ceil(BLOCK_CELLS / features.length);
  for (let from = 0; from < rows; from += step) {
    const part = `(SELECT * FROM ${table} WHERE rowid >= ${from} AND rowid < ${from + step})`;
    yield await encodeFrom(engine, part, Math.min(step, rows - from), features, 'serving');
  }
}

async function countRows(engine: Engine, table: string): Promise<number> {
  return Number((await engine.rows(`SELECT count(*) AS n FROM ${table}`))[0]['n']);
}

async function encodeFrom(engine: Engine, from: string, expectedRows: number, features: FittedFeatures, reading: Reading): Promise<Matrix> {
  const columns: MatrixColumn[] = [];
  let rows = 0;
  for (let at = 0; at < features.length; at += MOST_PER_QUERY) {
    const encoding = encodingOf(features.slice(at, at + MOST_PER_QUERY), reading);
    const block = await engine.columns(encodingSql(encoding, from), { expectedRows });
    columns.push(...columnsIn(block, encoding));
    rows = block.rows;
  }
  return { rows, columns };
}

/** Encodes one row of raw values, coded as `core/rowOf` codes a matrix row. Equal to {@link encodeRelation} to the bit, except where an op is approximate. */
export type RowEncoder = (row: Readonly<Record<string, unknown>>, out: Float64Array) => void;

/** The fitted features as one function of one row: straight-line JavaScript, no allocation per row but what ops on text make. */
export function rowEncoder(features: FittedFeatures): RowEncoder {
  return compileRow(features.map((f) => ({ name: f.name, node: f.node }))).run;
}
