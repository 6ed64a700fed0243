import type { ColumnHead, MatrixColumn } from '../core/index.js';
import type { Block } from '../data/index.js';
import { callNode, duckdb, levelsOf, literalNode, selectSql, typeOf, type Node } from '../expr/index.js';
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

/** The query; `from` stands after FROM. */
export function encodingSql({ nodes, shared }: Encoding, from: string): string {
  const own = nodes.flatMap((node, i) => (shared.places[i] ? [] : [{ name: `f${i}`, node }]));
  const codes = shared.codes.map(({ node }, i) => ({ name: `c${i}`, node }));
  return selectSql({ outputs: [...own, ...codes], from });
}

/**
 * The encoded table as one query, a column per feature under its name: numbers DOUBLE, yes/no BOOLEAN, a category's code DOUBLE;
 * null is missing. Columns in `keep` come first, as the table has them. In the table's order.
 */
export function encodedSql(relation: string, features: FittedFeatures, keep: readonly string[] = []): string {
  const { nodes, shared } = encodingOf(features, 'serving');
  const outputs = features.map(({ name }, i) => {
    const place = shared.places[i];
    return { name, node: place ? isLevel(shared.codes[place.code].node, place.level) : nodes[i] };
  });
  return selectSql({ outputs, from: duckdb.ident(relation), keep });
}

/** The code without nulls is one column that all levels share. */
const isLevel = (code: Node, level: number): Node =>
  callNode('eq', callNode('coalesce', code, literalNode('number', -1)), literalNode('number', level));

/** The matrix columns of the query's answer. */
export function columnsIn(block: Block, { heads, shared }: Encoding): MatrixColumn[] {
  const flags = shared.codes.map(({ levels }, i) => flagsOf(block.number(`c${i}`), levels.length));
  return heads.map((head, i): MatrixColumn => {
    const place = shared.places[i];
    if (place) return { kind: 'flag', name: head.name, values: flags[place.code][place.level] };
    if (head.kind === 'flag') return { kind: 'flag', name: head.name, values: block.bool(`f${i}`) };
    const values = block.number(`f${i}`);
    if (head.kind === 'number') return { kind: 'number', name: head.name, values };
    return { kind: 'category', name: head.name, levels: (head as { levels: readonly string[] }).levels, codes: codesOf(values) };
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
