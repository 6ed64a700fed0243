// Tables of the family's race, in memory for us and as raw doubles (column after column) for the peer.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { doublesOf, random, takeRows } from 'millwright/core';
import { hasData, loadTable, manifest } from '../gbdt/tables.mjs';

const bytes = (doubles) => new Uint8Array(doubles.buffer, doubles.byteOffset, doubles.byteLength);

function write(dir, name, x, facts) {
  const out = new Float64Array(x.rows * x.columns.length);
  x.columns.forEach((column, j) => out.set(doublesOf(column), j * x.rows));
  writeFileSync(join(dir, `${name}.f64`), bytes(out));
  writeFileSync(join(dir, `${name}.json`), JSON.stringify({ rows: x.rows, columns: x.columns.length, ...facts }));
}

/** Eight overlapping clouds, and one row in a hundred from anywhere: `odd` is 1 for these. */
export function madeTable(dir, rows, width) {
  const draw = random(1, 'family');
  const middles = Array.from({ length: 8 }, () => Array.from({ length: width }, () => 1.5 * draw.normal()));
  const columns = Array.from({ length: width }, (_, j) => ({ kind: 'number', name: `x${j}`, values: new Float64Array(rows) }));
  const odd = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    odd[i] = draw.int(100) === 0 ? 1 : 0;
    const middle = middles[draw.int(8)];
    for (let j = 0; j < width; j++) columns[j].values[i] = odd[i] ? 12 * draw.uniform() - 6 : middle[j] + draw.normal();
  }
  const x = { rows, columns };
  write(dir, 'x', x, {});
  writeFileSync(join(dir, 'y.f64'), bytes(odd));
  return { x, odd };
}

/** Adult, train and test rows as the acceptance manifest splits them; the peer gets categories as their codes. `undefined` without the data. */
export async function adultTable(dir) {
  if (!hasData()) return undefined;
  const { x, y, train, ...table } = await loadTable(manifest().find((entry) => entry.name === 'adult'));
  const part = (from, to) => {
    const rows = Int32Array.from({ length: to - from }, (_, i) => from + i);
    return { x: takeRows(x, rows), y: y.slice(from, to) };
  };
  write(dir, 'x', x, { train });
  writeFileSync(join(dir, 'y.f64'), bytes(y));
  return { ...table, ...part(0, train), test: part(train, x.rows) };
}
