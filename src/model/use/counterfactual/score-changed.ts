import type { AnyTask } from '../../../core/index.js';
import { schemaFromJson, type AppendColumn, type Engine, type RowValues } from '../../../data/index.js';
import { duckdb } from '../../../expr/index.js';
import { encodeRelation } from '../../../features/index.js';
import { answerColumns, scoresIn } from '../answer.js';
import { decidedAlone } from '../decided-alone.js';
import type { OpenModel } from '../open-model.js';
import { answersOf, type Answered } from '../row-answers.js';

/** A row of a table with some of its values changed. */
export interface ChangedRow {
  /** Its number in the table. */
  readonly row: number;
  /** All columns that a counterfactual may change, those that stay among them. */
  readonly values: RowValues;
}

/** What the model answers to changed rows of a table by the way that a file's rows go: written as a table, encoded by the engine, scored. */
export async function scoreChanged(
  engine: Engine,
  model: OpenModel<AnyTask>,
  relation: string,
  open: readonly string[],
  rows: readonly ChangedRow[],
): Promise<Answered> {
  if (rows.length === 0) return { answers: [], margins: new Float64Array(0) };
  const changed = await changedTable(engine, model, relation, open, rows);
  const margins = model.margins(await encodeRelation(engine, changed, model.content.features, 'serving'));
  const own = answerColumns(model, margins);
  const columns = { ...own, ...(await decidedAlone(engine, changed, model.content, scoresIn(own))) };
  return { answers: answersOf(model, columns, rows.length), margins };
}

async function changedTable(
  engine: Engine,
  { content }: OpenModel<AnyTask>,
  relation: string,
  open: readonly string[],
  rows: readonly ChangedRow[],
): Promise<string> {
  const schema = schemaFromJson(content.schema);
  const [changes, changed] = [engine.name('changes'), engine.name('changed')];
  const cells = open.map((name) => appended(rows.map(({ values }) => values[name])));
  await engine.append(changes, {
    at: Int32Array.from(rows, ({ row }) => row),
    ...Object.fromEntries(cells.map((column, j) => [`c${j}`, column])),
  });
  const list = Object.keys(schema)
    .filter((name) => content.inputs.includes(name))
    .map((name) => {
      const place = open.indexOf(name);
      return place < 0 ? `o.${duckdb.ident(name)}` : `c.c${place} AS ${duckdb.ident(name)}`;
    });
  const from = `${duckdb.ident(changes)} c JOIN ${duckdb.ident(relation)} o ON o.rowid = c.at`;
  await engine.run(`CREATE TABLE ${duckdb.ident(changed)} AS SELECT ${list.join(', ')} FROM ${from} ORDER BY c.rowid`);
  return changed;
}

/** Cells of one column as the engine takes them. */
function appended(cells: readonly (string | number | boolean | null)[]): AppendColumn {
  const [some] = cells.filter((cell) => cell !== null);
  if (typeof some === 'number') return Float64Array.from(cells, (cell) => (cell === null ? NaN : (cell as number)));
  if (typeof some === 'boolean') return Uint8Array.from(cells, (cell) => (cell === null ? 255 : Number(cell)));
  return cells as readonly (string | null)[];
}
