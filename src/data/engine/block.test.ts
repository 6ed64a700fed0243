import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { readColumn, readSlowly } from './block.js';

const cell = (type: string): string =>
  type === 'TIMESTAMP' ? 'make_timestamp(i * 777777)' : type === 'DATE' ? "DATE '1960-01-01' + (i % 9999)::INTEGER" : `(i % 100)::${type}`;

it('the fast way through the typed vectors equals the published way, for every type', async () => {
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  const types = ['DOUBLE', 'FLOAT', 'INTEGER', 'SMALLINT', 'TINYINT', 'UTINYINT', 'BIGINT', 'HUGEINT', 'TIMESTAMP', 'DATE', 'BOOLEAN'];
  const result = await connection.stream(
    `SELECT ${types.map((type) => `CASE WHEN hash(i) % 3 = 0 THEN NULL ELSE ${cell(type)} END`).join(', ')} FROM range(3000) r(i)`,
  );
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let c = 0; c < types.length; c++) {
      const room = () => (types[c] === 'BOOLEAN' ? new Uint8Array(chunk!.rowCount) : new Float64Array(chunk!.rowCount));
      const [fast, slow] = [room(), room()];
      readColumn(chunk, c, types[c], fast, 0);
      readSlowly(chunk.getColumnVector(c), chunk.rowCount, slow, 0);
      expect(fast, types[c]).toEqual(slow);
    }
  }
  connection.closeSync();
  database.closeSync();
});

it('the typed vectors still show their values and their nulls', async () => {
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  const chunk = await (await connection.stream('SELECT i::DOUBLE AS d FROM range(100) r(i)')).fetchChunk();
  const vector = chunk!.getColumnVector(0) as unknown as { items: unknown; validity: { data: unknown; offset: number } };
  expect(vector.items).toBeInstanceOf(Float64Array);
  expect(vector.validity).toMatchObject({ data: null, offset: 0 });
  connection.closeSync();
  database.closeSync();
});
