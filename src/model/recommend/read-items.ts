import { count, mwError } from '../../core/index.js';
import { loadTable, type Engine } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import type { RunOptions } from '../run.js';
import type { RecommenderModel } from './define.js';
import { itemColumnsOf, type ItemColumns, type TableOf } from './item-columns.js';

/** A table of items, or of users, before it is known which there are. */
export interface ReadItems {
  /** The ids, each once. */
  readonly ids: readonly string[];
  /** The table for those ids in this order; those that it lacks have nothing in any column. */
  readonly tableFor: (items: readonly string[]) => ItemColumns;
  readonly fingerprint: string;
  readonly notes: readonly string[];
}

/** Reads, types and checks the items, or the users; undefined where the model has no table of them. Throws `MW_MODEL_ITEM_TWICE`. */
export async function readTable(engine: Engine, model: RecommenderModel, of: TableOf, run: RunOptions): Promise<ReadItems | undefined> {
  const declared = of === 'item' ? model.items : model.users;
  if (!declared) return undefined;
  run.progress(`reading and checking the ${of}s`);
  const { table, id } = declared;
  const { root, quarantineDir } = run.workspace;
  const loaded = await loadTable(engine, table, { mode: 'training', root, signal: run.signal, progress: run.progress, quarantineDir });
  const schema = Object.fromEntries(Object.entries(loaded.schema).filter(([name]) => name !== id));
  const cells = Object.entries(schema).map(([name, { kind }]) => `${cellSql(name, kind)} AS ${duckdb.ident(name)}`);
  const block = await engine.columns(
    `SELECT CAST(${duckdb.ident(id)} AS VARCHAR) AS "own id"${cells.map((cell) => `, ${cell}`).join('')} FROM ${duckdb.ident(loaded.relation)}`,
    { signal: run.signal },
  );
  const rowOf = new Map<string, number>();
  let nameless = 0;
  block.text('own id').forEach((item, row) => {
    if (item === null) nameless++;
    else if (rowOf.has(item)) throw mwError('MW_MODEL_ITEM_TWICE', { item, of, name: model.name });
    else rowOf.set(item, row);
  });
  return {
    ids: [...rowOf.keys()],
    tableFor: (items) =>
      itemColumnsOf(
        schema,
        block,
        Int32Array.from(items, (item) => rowOf.get(item) ?? -1),
      ),
    fingerprint: loaded.fingerprint,
    notes: [...loaded.notes, ...(nameless ? [`${count(nameless, of)} without an id left out.`] : [])],
  };
}

function cellSql(name: string, kind: string): string {
  const cell = duckdb.ident(name);
  return kind === 'timestamp' || kind === 'date' ? `CAST(epoch_ms(CAST(${cell} AS TIMESTAMP)) AS DOUBLE)` : cell;
}
