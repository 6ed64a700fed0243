import { protectedColumns, type Column, type Engine, type Schema } from '../data/index.js';
import type { GroupColumn } from '../evaluate/index.js';
import { duckdb } from '../expr/index.js';
import { labelSql } from '../features/index.js';

/** The protected columns whose groups a model is judged by: all of the schema, but the target. */
export const judgedColumns = (schema: Schema, target: string | null): readonly string[] =>
  protectedColumns(schema).filter((name) => name !== target);

/** Which group each row of a table belongs to, by each of some protected columns. One query; groups are in the order of their names, bands of their numbers. */
export async function groupColumns(
  engine: Engine,
  relation: string,
  schema: Schema,
  names: readonly string[],
): Promise<readonly GroupColumn[]> {
  if (names.length === 0) return [];
  const outputs = names.map((name, i) => {
    const cell = bandsOf(schema[name]) ? `CAST(${duckdb.ident(name)} AS DOUBLE)` : labelSql(name, schema[name]);
    return `${cell} AS g${i}`;
  });
  const block = await engine.columns(`SELECT ${outputs.join(', ')} FROM ${duckdb.ident(relation)}`);
  return names.map((column, i) => {
    const bands = bandsOf(schema[column]);
    return { column, columns: [column], ...(bands ? byBands(block.number(`g${i}`), bands) : byValues(block.text(`g${i}`))) };
  });
}

/** The same of some of the rows, ascending. */
export const groupsOfRows = (columns: readonly GroupColumn[], rows: Int32Array): readonly GroupColumn[] =>
  columns.map((column) => ({ ...column, codes: rows.map((row) => column.codes[row]) }));

function bandsOf({ spec }: Column): readonly number[] | undefined {
  return typeof spec.protected === 'object' ? spec.protected.bands : undefined;
}

type Groups = Pick<GroupColumn, 'groups' | 'codes'>;

function byValues(values: readonly (string | null)[]): Groups {
  const groups = [...new Set(values)].filter((value) => value !== null).toSorted();
  const places = new Map<string | null, number>(groups.map((group, i) => [group, i]));
  return { groups, codes: Int32Array.from(values, (value) => places.get(value) ?? -1) };
}

const byBands = (values: Float64Array, bands: readonly number[]): Groups => ({
  groups: [`under ${bands[0]}`, ...bands.slice(1).map((edge, i) => `${bands[i]} to under ${edge}`), `${bands[bands.length - 1]} and over`],
  codes: Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : bands.filter((edge) => edge <= value).length)),
});
