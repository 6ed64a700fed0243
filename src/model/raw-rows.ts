import type { Engine } from '../data/index.js';
import { duckdb, type ValueType } from '../expr/index.js';

/** The raw cells of rows as JSON, by column: numbers, texts, booleans, times as milliseconds. In the table's order; `at`: rows of these numbers alone. */
export async function rawRows(
  engine: Engine,
  relation: string,
  columns: readonly (readonly [name: string, type: ValueType])[],
  at?: readonly number[],
): Promise<readonly Readonly<Record<string, string | number | boolean | null>>[]> {
  const cells = columns.map(([column, type]) => {
    const name = duckdb.ident(column);
    return `${type === 'time' ? `CAST(epoch_ms(CAST(${name} AS TIMESTAMP)) AS DOUBLE)` : name} AS ${name}`;
  });
  const list = cells.length ? cells.join(', ') : '0 AS "none"';
  const where = at ? ` WHERE rowid IN (${at.join(', ')})` : '';
  return (await engine.rows(`SELECT ${list} FROM ${duckdb.ident(relation)}${where} ORDER BY rowid`)) as never;
}
