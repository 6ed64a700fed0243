import type { Engine, QueryOptions } from '../engine/engine.js';
import { ident, text } from '../engine/sql.js';
import { isEmptySql, trimmedSql } from '../grammar/empty.js';
import type { CellSql } from './cell.js';
import { createFaults, VALUE_CHARACTERS } from './faults.js';
import { TOO_LARGE } from './quick.js';

/** What the careful way knows beside the table. */
export interface Careful {
  /** The table's rows as the source spells them. */
  readonly raw: string;
  /** Table of bad cells, see `createFaults`; `out` is true for all. */
  readonly faults: string;
}

/** Reads every cell as text, then judges it: a value, empty, or a fault with its rule. The table has all rows, in order; unreadable cells are NULL. */
export async function carefulTable(
  engine: Engine,
  table: string,
  cells: readonly CellSql[],
  from: string,
  options: QueryOptions,
): Promise<Careful> {
  const [raw, judged] = [engine.name('raw'), engine.name('judged')];
  await engine.run(`CREATE TABLE ${ident(raw)} AS SELECT ${cells.map((c, i) => `${c.raw} AS x${i}`).join(', ')} FROM ${from}`, options);
  const trimmedCells = cells.map((_, i) => `${trimmedSql(`x${i}`)} AS x${i}`).join(', ');
  const emptiness = cells.map((c, i) => `x${i}, ${isEmptySql(`x${i}`, c.grammar.nulls)} AS e${i}`).join(', ');
  const values = cells.map((c, i) => `e${i}, CASE WHEN NOT e${i} THEN ${c.grammar.value(`x${i}`)} END AS v${i}`).join(', ');
  const verdicts = cells.map((c, i) => `v${i}, ${verdict(c, i)} AS r${i}`).join(', ');
  await engine.run(
    `CREATE TABLE ${ident(judged)} AS SELECT ${verdicts}
     FROM (SELECT ${values} FROM (SELECT ${emptiness} FROM (SELECT ${trimmedCells} FROM ${ident(raw)})))`,
    options,
  );
  const faults = await collect(engine, { raw, judged, cells }, options);
  await engine.run(
    `CREATE TABLE ${ident(table)} AS SELECT ${cells.map((c, i) => `v${i} AS ${ident(c.name)}`).join(', ')} FROM ${ident(judged)} ORDER BY rowid`,
    options,
  );
  await engine.run(`DROP TABLE ${ident(judged)}`);
  return { raw, faults };
}

/** The name of the rule that a cell breaks, NULL for a good one. An absent column has no bad cells. */
function verdict(cell: CellSql, i: number): string {
  if (!cell.match.from) return 'CAST(NULL AS VARCHAR)';
  const { spec } = cell.match.column;
  const whole = spec.kind === 'int' ? ` WHEN v${i} <> trunc(v${i}) THEN 'whole' WHEN abs(v${i}) >= ${TOO_LARGE} THEN 'range'` : '';
  return `CASE WHEN e${i} THEN ${spec.nullable ? 'NULL' : "'empty'"} WHEN v${i} IS NULL THEN ${text(cell.grammar.fault.rule)}${whole} END`;
}

const COLUMNS_PER_QUERY = 400;

async function collect(
  engine: Engine,
  from: { raw: string; judged: string; cells: readonly CellSql[] },
  options: QueryOptions,
): Promise<string> {
  const faults = await createFaults(engine);
  for (let i = 0; i < from.cells.length; i += COLUMNS_PER_QUERY) {
    const places = from.cells.slice(i, i + COLUMNS_PER_QUERY).map((_, k) => i + k);
    const [counts] = await engine.rows(
      `SELECT ${places.map((p) => `count(r${p}) AS n${p}`).join(', ')} FROM ${ident(from.judged)}`,
      options,
    );
    for (const p of places.filter((place) => Number(counts[`n${place}`]) > 0)) {
      await engine.run(
        `INSERT INTO ${ident(faults)} SELECT j.rowid + 1, ${p}, j.r${p}, left(coalesce(r.x${p}, ''), ${VALUE_CHARACTERS}), TRUE
         FROM ${ident(from.judged)} j JOIN ${ident(from.raw)} r ON j.rowid = r.rowid WHERE j.r${p} IS NOT NULL`,
        options,
      );
    }
  }
  return faults;
}
