import type { ColumnSpec } from '../column-spec.js';
import { ident, isOneOf } from '../engine/sql.js';
import { nullTexts } from '../grammar/empty.js';
import { grammarOf } from '../grammar/grammar.js';
import { trimmedCells, type TextTable } from '../sniff/cells.js';
import type { TextOptions } from '../sources/source.js';

/** A column to profile. */
export interface ProfiledColumn {
  readonly name: string;
  readonly spec: ColumnSpec;
}

/** What statistics are made of: numbers, times in milliseconds, or texts. */
export type CellClass = 'number' | 'time' | 'text';

/**
 * SQL of some columns' cells, one cell per row: `i` the column's place, `v` its value or null, `bad` whether something else stands there.
 * All columns of a call have one class and, for times, one format.
 */
export type CellsSql = (columns: readonly number[]) => string;

export const classOf = ({ kind }: ColumnSpec): CellClass =>
  kind === 'int' || kind === 'number' ? 'number' : kind === 'date' || kind === 'timestamp' ? 'time' : 'text';

/** Cells of a loaded table, whose columns have the engine's types. Nothing in it is bad. */
export function typedCells(relation: string, columns: readonly ProfiledColumn[]): CellsSql {
  return (some) => {
    const cells = some.map((i) => typedCell(columns[i])).join(', ');
    return `SELECT unnest([${some.join(', ')}]) AS i, unnest([${cells}]) AS v, FALSE AS bad FROM ${ident(relation)}`;
  };
}

function typedCell({ name, spec }: ProfiledColumn): string {
  if (spec.kind === 'bool') return `CASE ${ident(name)} WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' END`;
  return classOf(spec) === 'time' ? `CAST(epoch_ms(CAST(${ident(name)} AS TIMESTAMP)) AS DOUBLE)` : ident(name);
}

/** Cells of a table of texts, read as their columns' types. */
export function writtenCells(table: TextTable, columns: readonly ProfiledColumn[], options: TextOptions): CellsSql {
  return (some) => {
    const { spec } = columns[some[0]];
    const empty = isOneOf('t', nullTexts(spec.kind, options.nulls ?? []));
    const grammar = grammarOf(spec, options);
    const read = classOf(spec) === 'text' ? 't' : grammar.value('t');
    const value = classOf(spec) === 'time' ? `CAST(epoch_ms(CAST(${read} AS TIMESTAMP)) AS DOUBLE)` : read;
    const known = `SELECT i, CASE WHEN NOT ${empty} THEN t END AS t FROM (${trimmedCells(table, some)})`;
    const judged = `SELECT i, t, ${value} AS v FROM (${known})`;
    const bad = spec.kind === 'bool' ? `t IS NOT NULL AND ${grammar.value('t')} IS NULL` : 't IS NOT NULL AND v IS NULL';
    return `SELECT i, v, ${bad} AS bad FROM (${judged})`;
  };
}
