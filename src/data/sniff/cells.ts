import { ident, isOneOf } from '../engine/sql.js';
import { trimmedSql } from '../grammar/empty.js';
import { NULL_WORDS } from './shapes.js';

/** A table of texts. Its columns are `k0`, `k1` … in the order of `names`, because the engine takes `a` and `A` for one name. */
export interface TextTable {
  /** The table's name, unquoted. */
  readonly relation: string;
  readonly names: readonly string[];
}

/** Columns per query of {@link cellsSql}: a row of them is one list. */
const COLUMNS_AT_ONCE = 500;

/**
 * SQL for the cells of some columns, one cell per row: `i` is the column's place, `t` the trimmed text.
 * With cells in one column every question is planned once; asked of each column apart, 100 columns take seconds to plan.
 */
export function trimmedCells(table: TextTable, columns: readonly number[]): string {
  const cells = columns.map((i) => `k${i}`).join(', ');
  const unnested = `SELECT unnest([${columns.join(', ')}]) AS i, unnest([${cells}]) AS x FROM ${ident(table.relation)}`;
  return `SELECT i, ${quickTrim('x')} AS t FROM (${unnested})`;
}

/** The same with `v` for the text, null where it means "nothing" everywhere. */
export const knownCells = (table: TextTable, columns: readonly number[]): string =>
  `SELECT i, CASE WHEN NOT ${isOneOf('t', NULL_WORDS)} THEN t END AS v FROM (${trimmedCells(table, columns)})`;

/** Most cells have no blank at either end, and that is cheap to see. */
const quickTrim = (x: string): string =>
  `CASE WHEN ${x}[1] > ' ' AND ${x}[-1] > ' ' AND NOT contains(${x}, '\u00a0') THEN ${x} ELSE ${trimmedSql(x)} END`;

/** Places of columns in portions of {@link COLUMNS_AT_ONCE}. */
export function* portions(columns: readonly number[]): Generator<readonly number[]> {
  for (let from = 0; from < columns.length; from += COLUMNS_AT_ONCE) yield columns.slice(from, from + COLUMNS_AT_ONCE);
}
