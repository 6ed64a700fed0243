import { allDone, type Matrix, type MatrixColumn } from '../core/index.js';
import type { Engine } from '../data/index.js';
import { compileRow, duckdb } from '../expr/index.js';
import { columnsIn, encodingOf, encodingSql, type Reading } from './encoding.js';
import type { FittedFeature, FittedFeatures } from './fitted.js';
import { levelTestOf } from './shared-codes.js';

/** Features per query: the engine plans in time that grows with the square of a query's columns, seconds for thousands of them. */
const MOST_PER_QUERY = 500;

/** Cells per query, which are in memory twice for a moment: 64 MiB. */
const MOST_CELLS = 2 ** 23;

/** Queries at a time: while one answer is copied, the engine works on the next. */
const LANES = 2;

/** All rows of a table, through the engine, in the table's order: one query and one scan per portion of features. */
export async function encodeRelation(engine: Engine, relation: string, features: FittedFeatures, reading: Reading): Promise<Matrix> {
  const table = duckdb.ident(relation);
  return encodeFrom(engine, table, await countRows(engine, table), features, reading);
}

/** The same in blocks of a few thousand rows, for tables that need not fit into memory. */
export async function* encodeChunks(engine: Engine, relation: string, features: FittedFeatures): AsyncGenerator<Matrix> {
  const table = duckdb.ident(relation);
  if (features.length <= MOST_PER_QUERY) {
    const encoding = encodingOf(features, 'serving');
    for await (const block of engine.chunks(encodingSql(encoding, table))) yield { rows: block.rows, columns: columnsIn(block, encoding) };
    return;
  }
  const rows = await countRows(engine, table);
  const step = Math.ceil(MOST_CELLS / features.length);
  for (let from = 0; from < rows; from += step) {
    const part = `(SELECT * FROM ${table} WHERE rowid >= ${from} AND rowid < ${from + step})`;
    yield await encodeFrom(engine, part, Math.min(step, rows - from), features, 'serving');
  }
}

/** Rows of what stands after FROM. */
export async function countRows(engine: Engine, table: string): Promise<number> {
  return Number((await engine.rows(`SELECT count(*) AS n FROM ${table}`))[0]['n']);
}

/** All rows of what stands after FROM, whose number is known. */
export async function encodeFrom(engine: Engine, from: string, rows: number, features: FittedFeatures, reading: Reading): Promise<Matrix> {
  const encodings = portionsOf(features, rows).map((portion) => encodingOf(portion, reading));
  const columns: MatrixColumn[][] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < encodings.length; at = next++)
      columns[at] = columnsIn(await engine.columns(encodingSql(encodings[at], from)), encodings[at]);
  };
  await allDone(Array.from({ length: LANES }, lane));
  return { rows, columns: columns.flat() };
}

/** Features that share work stay together: the elements of one vector, and the levels of one text, which are one column of the query. */
function portionsOf(features: FittedFeatures, rows: number): readonly FittedFeatures[] {
  const most = Math.max(1, Math.floor(MOST_CELLS / rows));
  const portions: FittedFeature[][] = [[]];
  let cells = 0;
  for (const of of Map.groupBy(features, (feature) => feature.of).values()) {
    const own = of.filter(({ node }) => levelTestOf(node) === undefined).length + 1;
    if (cells + own > most + 1 || portions.at(-1)!.length + of.length > MOST_PER_QUERY) {
      portions.push([]);
      cells = 0;
    }
    for (const feature of of) {
      if (portions.at(-1)!.length === MOST_PER_QUERY) portions.push([]);
      portions.at(-1)!.push(feature);
    }
    cells += own;
  }
  return portions.filter((portion) => portion.length > 0);
}

/** Encodes one row of raw values, coded as `core/rowOf` codes a matrix row. Equal to {@link encodeRelation} to the bit, except where an op is approximate. */
export type RowEncoder = (row: Readonly<Record<string, unknown>>, out: Float64Array) => void;

/** The fitted features as one function of one row: straight-line JavaScript, no allocation per row but what ops on text make. */
export function rowEncoder(features: FittedFeatures): RowEncoder {
  return compileRow(features.map((f) => ({ name: f.name, node: f.node }))).run;
}
