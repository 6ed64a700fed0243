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

/** All rows of a table, through the engine, in the table's order: one query, one scan. */
export async function encodeRelation(engine: Engine, relation: string, features: FittedFeatures, reading: Reading): Promise<Matrix> {
  return matrixOf(await engine.columns(encodingSql(relation, features, reading)), features.map(headOf));
}

/** The same in blocks of a few thousand rows, for tables that need not fit into memory. */
export async function* encodeChunks(engine: Engine, relation: string, features: FittedFeatures): AsyncGenerator<Matrix> {
  const heads = features.map(headOf);
  for await (const block of engine.chunks(encodingSql(relation, features, 'serving'))) yield matrixOf(block, heads);
}

function encodingSql(relation: string, features: FittedFeatures, reading: Reading): string {
  const outputs = features.map((f, i) => ({ name: `f${i}`, node: reading === 'training' ? (f.trainNode ?? f.node) : f.node }));
  return selectSql({ outputs, from: duckdb.ident(relation) });
}

function matrixOf(block: Block, heads: readonly ColumnHead[]): Matrix {
  const columns = heads.map((head, i): MatrixColumn => {
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
  return { rows: block.rows, columns };
}

/** Encodes one row of raw values, coded as `core/rowOf` codes a matrix row. Equal to {@link encodeRelation} to the bit, except where an op is approximate. */
export type RowEncoder = (row: Readonly<Record<string, unknown>>, out: Float64Array) => void;

/** The fitted features as one function of one row: straight-line JavaScript, no allocation per row but what ops on text make. */
export function rowEncoder(features: FittedFeatures): RowEncoder {
  return compileRow(features.map((f) => ({ name: f.name, node: f.node }))).run;
}
