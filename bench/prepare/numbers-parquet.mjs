// A seeded Parquet file of 28 numbers and a yes/no: 20 normal, 4 whole numbers below 50, 4 with 5% empty cells. The same bytes on every machine.
import { DuckDBInstance } from '@duckdb/node-api';

const WIDTH = 28;
const list = (of) => Array.from({ length: WIDTH }, (_, j) => of(j)).join(', ');
/** A number in [0, 1) for a row and a place. */
const uniform = (place) => `((hash(i * 64 + ${place}) >> 11) / 9007199254740992.0)`;

function cell(j) {
  if (j < 20) return `sqrt(-2 * ln(1 - u${j})) * cos(6.283185307179586 * v${j})`;
  return j < 24 ? `floor(u${j} * 50)` : `CASE WHEN v${j} >= 0.05 THEN u${j} * u${j} END`;
}

const LOG_ODDS =
  '1.2 * x0 - 0.8 * x1 * x2 + sin(2 * x3) + 0.03 * x20 - 0.02 * x21 + CASE WHEN x4 > 0.5 THEN 0.9 * x5 ELSE 0 END + coalesce(x24, 0.3) - 0.4 * abs(x6)';

/** Writes the file. About 3 s and 190 MB for a million rows. */
export async function writeNumbersParquet(path, rows) {
  const database = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await database.connect();
  const draws = `SELECT i, ${list((j) => `${uniform(2 * j)} AS u${j}, ${uniform(2 * j + 1)} AS v${j}`)} FROM range(${rows}) r(i)`;
  const cells = `SELECT i, ${list((j) => `${cell(j)} AS x${j}`)} FROM (${draws})`;
  const table = `SELECT ${list((j) => `x${j}`)}, ${uniform(63)} < 1 / (1 + exp(-(${LOG_ODDS}))) AS y FROM (${cells})`;
  await connection.run(`COPY (${table}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
  connection.closeSync();
  database.closeSync();
}
