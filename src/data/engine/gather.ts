import type { DuckDBResult } from '@duckdb/node-api';
import { blockOf, kindOf, readColumn, roomFor } from './block.js';
import type { Block } from './engine.js';

const FIRST_ROOM = 16_384;

/** The rows of a streamed result, block by block. */
export async function* blocks(result: DuckDBResult): AsyncGenerator<Block> {
  const names = result.columnNames();
  const types = result.columnTypes().map(String);
  const kinds = types.map(kindOf);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const rows = chunk.rowCount;
    const values = kinds.map((kind) => roomFor(kind, rows));
    for (let c = 0; c < names.length; c++) readColumn(chunk, c, types[c], values[c], 0);
    yield blockOf(rows, names, values);
  }
}

/** All rows of a streamed result as one block. Room is made for the rows that are expected; where more come, it doubles. */
export async function gather(result: DuckDBResult, expectedRows: number = FIRST_ROOM): Promise<Block> {
  const names = result.columnNames();
  const types = result.columnTypes().map(String);
  const kinds = types.map(kindOf);
  let [room, rows] = [Math.max(1, expectedRows), 0];
  let values = kinds.map((kind) => roomFor(kind, kind === 'text' ? 0 : room));
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    if (rows + chunk.rowCount > room) {
      room = Math.max(rows + chunk.rowCount, 2 * room);
      values = values.map((v) => grown(v, room));
    }
    for (let c = 0; c < names.length; c++) readColumn(chunk, c, types[c], values[c], rows);
    rows += chunk.rowCount;
  }
  return blockOf(
    rows,
    names,
    values.map((v) => (Array.isArray(v) || v.length === rows ? v : v.slice(0, rows))),
  );
}

function grown<V extends Float64Array | Uint8Array | (string | null)[]>(values: V, room: number): V {
  if (Array.isArray(values)) return values;
  const wider = values instanceof Float64Array ? new Float64Array(room) : new Uint8Array(room);
  wider.set(values);
  return wider as V;
}
