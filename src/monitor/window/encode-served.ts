import type { Matrix } from '../../core/index.js';
import { openEngine, schemaFromJson, type AppendColumn, type Engine } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import { encodeRelation } from '../../features/index.js';
import { engineOptions, type ModelContent, type OpenModel, type RunOptions } from '../../model/index.js';
import { takeCells } from './sample.js';
import type { ServedRows } from './served-rows.js';

/** Served rows encoded by the batch path: rows → engine → SQL. `rows` are row numbers of the window; absent: all. */
export async function encodeServed(model: OpenModel, served: ServedRows, run: RunOptions, rows?: Int32Array): Promise<Matrix> {
  await using engine = await openEngine(engineOptions(run));
  return encodeRelation(engine, await intoEngine(engine, model.content, served, rows), model.content.features, 'serving');
}

/** A table of the rows as training had them: times as timestamps, everything else as the log has it. */
async function intoEngine(engine: Engine, content: ModelContent, served: ServedRows, rows?: Int32Array): Promise<string> {
  const raw = engine.name('served');
  const cells = (name: string): AppendColumn => (rows ? takeCells(served.columns[name], rows) : served.columns[name]);
  const columns = Object.fromEntries(content.inputs.map((name) => [name, cells(name)]));
  await engine.append(raw, content.inputs.length > 0 ? columns : { none: new Uint8Array(rows?.length ?? served.rows) });
  const schema = schemaFromJson(content.schema as never);
  const list = content.inputs.map((name) => {
    const { kind } = schema[name];
    const id = duckdb.ident(name);
    const time = `epoch_ms(CAST(${id} AS BIGINT))`;
    return `${kind === 'timestamp' ? time : kind === 'date' ? `CAST(${time} AS DATE)` : id} AS ${id}`;
  });
  const typed = engine.name('typed');
  await engine.run(
    `CREATE TABLE ${duckdb.ident(typed)} AS SELECT ${list.length > 0 ? list.join(', ') : '*'} FROM ${duckdb.ident(raw)} ORDER BY rowid`,
  );
  return typed;
}
