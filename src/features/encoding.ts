import type { ColumnHead, MatrixColumn } from '../core/index.js';
import type { Block } from '../data/index.js';
import { duckdb, duckdbClean, levelsOf, selectSql, typeOf, type Node } from '../expr/index.js';
import type { FittedFeature, FittedFeatures } from './fitted.js';
import { sharedCodes, type SharedCodes } from './shared-codes.js';

/** `serving` reads a row as the server does; `training` reads target statistics out of fold (needs a training view). */
export type Reading = 'serving' | 'training';

/** The matrix column that a fitted feature becomes: a call of `code` is a category of its levels, a bool a flag, the rest numbers. */
export function headOf(feature: FittedFeature): ColumnHead {
  const levels = levelsOf(feature.node);
  if (levels) return { kind: 'category', name: feature.name, levels };
  return { kind: typeOf(feature.node) === 'bool' ? 'flag' : 'number', name: feature.name };
}

/** How features of one query become matrix columns. Flags of levels of one text come from the engine as one column of codes. */
export interface Encoding {
  readonly heads: readonly ColumnHead[];
  readonly nodes: readonly Node[];
  readonly shared: SharedCodes;
}

export function encodingOf(features: FittedFeatures, reading: Reading): Encoding {
  const nodes = features.map((f) => (reading === 'training' ? (f.trainNode ?? f.node) : f.node));
  return { heads: features.map(headOf), nodes, shared: sharedCodes(nodes) };
}

/** Columns of the query: the feature by its place, and the code that several features share. No column of a table is called like this. */
const featureColumn = (i: number): string => `mw:f${i}`;
const codeColumn = (k: number): string => `mw:c${k}`;

/** The query; `from` stands after FROM. Columns in `keep` come first. */
export function encodingSql({ nodes, shared }: Encoding, from: string, keep: readonly string[] = []): string {
  const own = nodes.flatMap((node, i) => (shared.places[i] ? [] : [{ name: featureColumn(i), node }]));
  const codes = shared.codes.map(({ node }, k) => ({ name: codeColumn(k), node }));
  return selectSql({ outputs: [...own, ...codes], from, keep, dialect: duckdbClean });
}

/**
 * The encoded table as one query, a column per feature under its name: numbers DOUBLE, yes/no BOOLEAN, a category's code DOUBLE;
 * null is missing. Columns in `keep` come first, as the table has them. In the table's order.
 */
export function encodedSql(relation: string, features: FittedFeatures, keep: readonly string[] = []): string {
  const encoding = encodingOf(features, 'serving');
  const { codes, places } = encoding.shared;
  // A byte is compared with every level in half the time that a double takes.
  const whole = codes.map(({ levels }) => (levels.length < 255 ? { type: 'UTINYINT', none: 255 } : { type: 'INTEGER', none: -1 }));
  const narrow = whole.map(({ type, none }, k) => {
    const code = duckdb.ident(codeColumn(k));
    return `CAST(coalesce(${code}, ${none}) AS ${type}) AS ${code}`;
  });
  const kept = keep.map((name) => duckdb.ident(name));
  const own = features.flatMap((_, i) => (places[i] ? [] : [duckdb.ident(featureColumn(i))]));
  const outputs = features.map(({ name }, i) => {
    const place = places[i];
    const flag = place && `${duckdb.ident(codeColumn(place.code))} = CAST(${place.level} AS ${whole[place.code].type})`;
    return `${flag ?? duckdb.ident(featureColumn(i))} AS ${duckdb.ident(name)}`;
  });
  const inner = encodingSql(encoding, duckdb.ident(relation), keep);
  return `SELECT ${[...kept, ...outputs].join(', ')} FROM (SELECT ${[...kept, ...own, ...narrow].join(', ')} FROM (${inner}))`;
}

/** The matrix columns of the query's answer. */
export function columnsIn(block: Block, { heads, shared }: Encoding): MatrixColumn[] {
  const flags = shared.codes.map(({ levels }, i) => flagsOf(block.number(codeColumn(i)), levels.length));
  return heads.map((head, i): MatrixColumn => {
    const place = shared.places[i];
    if (place) return { kind: 'flag', name: head.name, values: flags[place.code][place.level] };
    if (head.kind === 'flag') return { kind: 'flag', name: head.name, values: block.bool(featureColumn(i)) };
    const values = block.number(featureColumn(i));
    if (head.kind === 'category') return { kind: 'category', name: head.name, levels: head.levels, codes: codesOf(values) };
    return { kind: 'number', name: head.name, values };
  });
}

/** One column of 0 and 1 per level. */
function flagsOf(codes: Float64Array, levels: number): readonly Uint8Array[] {
  const flags = Array.from({ length: levels }, () => new Uint8Array(codes.length));
  for (let i = 0; i < codes.length; i++) if (!Number.isNaN(codes[i])) flags[codes[i]][i] = 1;
  return flags;
}

function codesOf(values: Float64Array): Int32Array {
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) codes[i] = Number.isNaN(values[i]) ? -1 : values[i];
  return codes;
}
