import type { ColumnHead, Matrix, MatrixColumn } from '../core/index.js';
import type { Block, Engine } from '../data/index.js';
import { compileRow, duckdb, levelsOf, selectSql, typeOf } from '../expr/index.js';
import type { FittedFeature, FittedFeatures } from './fitted.js';

/** `serving` reads a row as the server does; `training` reads target statistics out of fold (needs a training view). */
export type Reading = 'serving' | 'training';

/** The matrix column that a fitted feature becomes: a call of `code` is a category of its levels, a bool a flag, the rest numbers. */
export function headOf(feature: FittedFeature): ColumnHead {
  const levels = levelsOf(feature.node);
  if (levels) return { kind: 'category', name: feature.name, levels };
  return { kind: typeOf(feature.node) === 'bool' ? 'flag' : 'number', name: feature.name };
}

/** Features per query: the engine plans in time that grows with the square of a query's columns, seconds for thousands of them. */
const MOST_PER_QUERY = 500;

/** All rows of a table, through the engine, in the table's order: one query and one scan per 500 features. */
export async function encodeRelation(engine: Engine, relation: string, features: FittedFeatures, reading: Reading): Promise<Matrix> {
  return encodeFrom(engine, duckdb.ident(relation), features, reading);
}

/** Cells of a block that comes in portions of columns: 64 MiB. */
const BLOCK_CELLS = 2 ** 23;

/** The same in blocks of a few thousand rows, for tables that need not fit into memory. */
export async function* encodeChunks(engine: Engine, relation: string, features: FittedFeatures): AsyncGenerator<Matrix> {
  const table = duckdb.ident(relation);
  if (features.length <= MOST_PER_QUERY) {
    const heads = features.map(headOf);
    for await (const block of engine.chunks(encodingSql(table, features, 'serving')))
      yield { rows: block.rows, columns: columnsIn(block, heads) };
    return;
  }
  const [{ n }] = await engine.rows(`SELECT count(*) AS n FROM ${table}`);
  const step = Math.ceil(BLOCK_CELLS / features.length);
  for (let from = 0; from < Number(n); from += step)
    yield await encodeFrom(engine, `(SELECT * FROM ${table} WHERE rowid >= ${from} AND rowid < ${from + step})`, features, 'serving');
}

async function encodeFrom(engine: Engine, from: string, features: FittedFeatures, reading: Reading): Promise<Matrix> {
  const columns: MatrixColumn[] = [];
  let rows = 0;
  for (let at = 0; at < features.length; at += MOST_PER_QUERY) {
    const portion = features.slice(at, at + MOST_PER_QUERY);
    const block = await engine.columns(encodingSql(from, portion, reading));
    columns.push(...columnsIn(block, portion.map(headOf)));
    rows = block.rows;
  }
  return { rows, columns };
}

function encodingSql(from: string, features: FittedFeatures, reading: Reading): string {
  const outputs = features.map((f, i) => ({ name: `f${i}`, node: reading === 'training' ? (f.trainNode ?? f.node) : f.node }));
  return selectSql({ outputs, from });
}

function columnsIn(block: Block, heads: readonly ColumnHead[]): MatrixColumn[] {
  return heads.map((head, i): MatrixColumn => {
    if (head.kind === 'flag') return { kind: 'flag', name: head.name, values: block.bool(`f${i}`) };
    const values = block.number(`f${i}`);
    if (head.kind === 'number') return { kind: 'number', name: head.name, values };
    return {
      kind: 'category',
      name: head.name,
      levels: (head as { levels: readonly string[] }).levels,
      codes: Int32Array.from(values, (v) => (Number.isNaN(v) ? -1 : v)),
    };
  });
}

/** Encodes one row of raw values, coded as `core/rowOf` codes a matrix row. Equal to {@link encodeRelation} to the bit, except where an op is approximate. */
export type RowEncoder = (row: Readonly<Record<string, unknown>>, out: Float64Array) => void;

/** The fitted features as one function of one row: straight-line JavaScript, no allocation per row but what ops on text make. */
export function rowEncoder(features: FittedFeatures): RowEncoder {
  return compileRow(features.map((f) => ({ name: f.name, node: f.node }))).run;
}
