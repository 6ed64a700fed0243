import type { DuckDBMaterializedResult, DuckDBResult } from '@duckdb/node-api';
import { blockOf, kindOf, readColumn, roomFor } from './block.js';
import type { Block } from './engine.js';

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

/** All rows of a result that is there as a whole, as one block. */
export function gather(result: DuckDBMaterializedResult): Block {
  const [names, rows] = [result.columnNames(), result.rowCount];
  const types = result.columnTypes().map(String);
  const values = types.map((type) => roomFor(kindOf(type), rows));
  for (let k = 0, at = 0; at < rows; k++) {
    const chunk = result.getChunk(k);
    for (let c = 0; c < names.length; c++) readColumn(chunk, c, types[c], values[c], at);
    at += chunk.rowCount;
  }
  return blockOf(rows, names, values);
}
