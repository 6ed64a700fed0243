import { mwError } from '../../core/index.js';
import type { Engine } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import type { CellSql } from './cell.js';
import { reasonsOf } from './faults.js';

const KEPT = "('empty', 'whole', 'range')";

/** The file as messages call it, and its name. */
interface Named {
  readonly label: string;
  readonly name: string;
}

/** Throws `MW_DATA_CELLS` with the first cells that cannot be read, when there are any. */
export async function refuseUnreadable(engine: Engine, file: Named, faults: string, cells: readonly CellSql[]): Promise<void> {
  const bad = `FROM ${ident(faults)} WHERE rule NOT IN ${KEPT}`;
  const places = await engine.rows(`SELECT place, count(*) AS n ${bad} GROUP BY place ORDER BY place`);
  if (places.length === 0) return;
  const first = await engine.rows(`SELECT "row", place, rule, value ${bad} ORDER BY "row", place LIMIT 5`);
  throw mwError(
    'MW_DATA_CELLS',
    {
      file: file.label,
      count: places.reduce((sum, p) => sum + Number(p['n']), 0),
      columns: places.map((p) => cells[Number(p['place'])].name),
      faults: first.map((f) => {
        const cell = cells[Number(f['place'])];
        return { row: Number(f['row']), column: cell.name, value: String(f['value']), reason: reasonsOf(cell.grammar)[String(f['rule'])] };
      }),
    },
    { where: file.name },
  );
}
