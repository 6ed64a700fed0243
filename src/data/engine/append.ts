import type { DuckDBConnection, DuckDBDataChunk, DuckDBType, DuckDBVector } from '@duckdb/node-api';
import type { AppendColumn } from './engine.js';
import { ident } from './sql.js';

const CHUNK = 2048;

/** The engine's type of a column to append. */
function sqlType(column: AppendColumn): 'DOUBLE' | 'INTEGER' | 'BOOLEAN' | 'VARCHAR' {
  if (column instanceof Float64Array) return 'DOUBLE';
  if (column instanceof Int32Array) return 'INTEGER';
  return column instanceof Uint8Array ? 'BOOLEAN' : 'VARCHAR';
}

/** Appends columns in chunks of 2,048 rows. */
export async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, AppendColumn>>,
): Promise<void> {
  const { BOOLEAN, DOUBLE, DuckDBDataChunk, INTEGER, VARCHAR } = await import('@duckdb/node-api');
  const names = Object.keys(columns);
  const list = Object.values(columns);
  const rows = list[0]?.length ?? 0;
  if (list.some((c) => c.length !== rows))
    throw new TypeError(`columns to append differ in length: ${list.map((c) => c.length).join(', ')}`);
  const declared = names.map((name, i) => `${ident(name)} ${sqlType(list[i])}`).join(', ');
  await connection.run(`CREATE TABLE IF NOT EXISTS ${ident(table)} (${declared})`);
  const types: Record<string, DuckDBType> = { DOUBLE, INTEGER, BOOLEAN, VARCHAR };
  const chunkTypes = list.map((c) => types[sqlType(c)]);
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < rows; from += CHUNK) {
      const to = Math.min(rows, from + CHUNK);
      const chunk = DuckDBDataChunk.create(chunkTypes, to - from);
      for (let c = 0; c < list.length; c++) writeColumn(chunk, c, list[c], from, to);
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

/** Doubles go in as they lie in memory, with only their nulls one by one; other cells boxed. */
function writeColumn(chunk: DuckDBDataChunk, place: number, column: AppendColumn, from: number, to: number): void {
  const vector = chunk.getColumnVector(place) as DuckDBVector & { readonly items?: unknown };
  const { items } = vector;
  if (!(column instanceof Float64Array && items instanceof Float64Array && items.length === to - from))
    return chunk.setColumnValues(place, cellsOf(column, from, to));
  items.set(column.subarray(from, to));
  for (let i = 0; i < items.length; i++) if (Number.isNaN(items[i])) vector.setItem(i, null);
  vector.flush();
}

function cellsOf(column: AppendColumn, from: number, to: number): (number | boolean | string | null)[] {
  const cells = Array.from<number | boolean | string | null>({ length: to - from });
  if (column instanceof Float64Array) for (let i = from; i < to; i++) cells[i - from] = Number.isNaN(column[i]) ? null : column[i];
  else if (column instanceof Uint8Array) for (let i = from; i < to; i++) cells[i - from] = column[i] === 255 ? null : column[i] === 1;
  else for (let i = from; i < to; i++) cells[i - from] = column[i];
  return cells;
}
