import { count, mwError } from '../../core/index.js';
import { loadTable, type Engine } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import type { RunOptions } from '../run.js';
import { newItems, NO_CATALOGUE, placedReports, readCatalogue, removedOf, type Catalogue } from './catalogue/catalogue.js';
import { withReported } from './catalogue/reported-columns.js';
import type { RecommenderModel } from './define.js';
import { itemColumnsOf, type ItemColumns, type TableOf } from './item-columns.js';

/** A table of items, or of users, before it is known which there are. */
export interface ReadItems {
  /** The ids, each once. */
  readonly ids: readonly string[];
  /** The table for those ids in this order; those that it lacks have nothing in any column. */
  readonly tableFor: (items: readonly string[]) => ItemColumns;
  /** Whether the table or a report names an item, removed ones included. */
  readonly names: (item: string) => boolean;
  /** Per item 1 where it is reported as removed; undefined where none is. */
  readonly removedOf: (items: readonly string[]) => Uint8Array | undefined;
  readonly fingerprint: string;
  readonly notes: readonly string[];
}

/**
 * Reads, types and checks the items, or the users; undefined where the model has no table of them. Of items what was reported to the server counts in the place of what
 * the table says. Throws `MW_MODEL_ITEM_TWICE`.
 */
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
  const reported = of === 'item' ? await readCatalogue(model.name, schema, run) : NO_CATALOGUE;
  const added = newItems(reported, (item) => rowOf.has(item));
  const reportsOf = (items: readonly string[]) => placedReports(reported, new Map(items.map((item, place) => [item, place])));
  const placesOf = (items: readonly string[]): Int32Array => Int32Array.from(items, (item) => rowOf.get(item) ?? -1);
  return {
    ids: [...[...rowOf.keys()].filter((item) => reported.items.get(item)?.state !== 'removed'), ...added],
    tableFor: (items) => withReported(itemColumnsOf(schema, block, placesOf(items)), items.length, reportsOf(items)),
    names: (item) => rowOf.has(item) || (reported.items.has(item) && reported.items.get(item)!.state !== 'withdrawn'),
    removedOf: (items) => removedOf(reportsOf(items), items.length),
    fingerprint: reported.seq === 0 ? loaded.fingerprint : `${loaded.fingerprint} reported:${reported.seq}`,
    notes: [
      ...loaded.notes,
      ...(loaded.quarantined > 0
        ? [`${count(loaded.quarantined, 'row')} of the ${of}s ${loaded.quarantined === 1 ? 'is' : 'are'} in quarantine.`]
        : []),
      ...(nameless ? [`${count(nameless, of)} without an id left out.`] : []),
      ...reportedWords(reported, added.length),
    ],
  };
}

function reportedWords({ items }: Catalogue, added: number): readonly string[] {
  const now = [...items.values()].filter(({ state }) => state !== 'withdrawn');
  if (now.length === 0) return [];
  const removed = now.filter(({ state }) => state === 'removed').length;
  const also = [...(added > 0 ? [`${added} of them new`] : []), ...(removed > 0 ? [`${removed} removed`] : [])];
  return [
    `What was reported of ${count(now.length, 'item')} counts in the place of the table${also.length > 0 ? `, ${also.join(', ')}` : ''}.`,
  ];
}

function cellSql(name: string, kind: string): string {
  const cell = duckdb.ident(name);
  return kind === 'timestamp' || kind === 'date' ? `CAST(epoch_ms(CAST(${cell} AS TIMESTAMP)) AS DOUBLE)` : cell;
}
