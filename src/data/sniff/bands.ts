import type { Engine } from '../engine/engine.js';
import { knownCells, type TextTable } from './cells.js';
import type { NumberStyle } from './decimals.js';
import { numberOf } from './first-pass.js';
import type { SniffedColumn } from './types.js';

/** The columns, the protected numbers among them with bands that begin at their quartiles. One query for each of these. */
export async function withBands(
  engine: Engine,
  table: TextTable,
  style: NumberStyle,
  columns: readonly SniffedColumn[],
): Promise<readonly SniffedColumn[]> {
  const found: SniffedColumn[] = [];
  for (const [i, column] of columns.entries()) {
    const banded = column.role === 'protected' && (column.kind === 'int' || column.kind === 'number');
    found.push(banded ? { ...column, bands: await quartiles(engine, table, style, i) } : column);
  }
  return found;
}

async function quartiles(engine: Engine, table: TextTable, style: NumberStyle, i: number): Promise<readonly number[]> {
  const cells = `SELECT ${numberOf('v', style)} AS x FROM (${knownCells(table, [i])})`;
  const [row] = await engine.rows(
    `SELECT min(x) AS least, quantile_disc(x, 0.25) AS a, quantile_disc(x, 0.5) AS b, quantile_disc(x, 0.75) AS c FROM (${cells})`,
  );
  const least = Number(row['least']);
  return [...new Set([row['a'], row['b'], row['c']].map(Number))].filter((edge) => edge > least);
}
