import type { Json } from '../../core/index.js';
import { fromText, toText } from '../json-text.js';
import type { ItemTable, Tx } from '../schema.js';

/** Whether an item may be recommended: `offered`, or `removed` from what there is; of one that is `withdrawn` nothing is reported any more. */
export type ItemState = 'offered' | 'removed' | 'withdrawn';

/** What was reported of an item. */
export interface ReportedItem {
  readonly item: string;
  readonly state: ItemState;
  /** Column by column as it was sent; columns of which nothing was reported are absent. */
  readonly cells: Readonly<Record<string, Json>>;
}

/** The same with its place among the changes of its model. */
export interface ItemRow extends ReportedItem {
  /** Grows in the order of the commits: whoever has read up to one never misses a change by reading on after it. */
  readonly seq: number;
  /** Milliseconds since 1970 UTC. */
  readonly changedAt: number;
}

/** Rows in one statement: few enough for the parameters that either engine takes. */
const AT_ONCE = 500;

/** Puts items in the place of what was reported of them before, each once; those that say what is known already keep their places. Gives those that changed. */
export async function putItems(tx: Tx, model: string, items: readonly ReportedItem[], at: number): Promise<readonly string[]> {
  const changed: string[] = [];
  let seq = await lastItemSeq(tx, model);
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE).map(({ item, state, cells }) => ({ item_id: item, state, cells: toText(cells) }));
    const before = await storedItems(
      tx,
      model,
      some.map(({ item_id }) => item_id),
    );
    const rows = some
      .filter(({ item_id, state, cells }) => before.get(item_id)?.state !== state || before.get(item_id)?.cells !== cells)
      .map((one) => ({ ...one, model, seq: ++seq, changed_at: at }));
    if (rows.length === 0) continue;
    await tx
      .insertInto('mw_items')
      .values(rows)
      .onConflict((on) =>
        on.columns(['model', 'item_id']).doUpdateSet((e) => ({
          seq: e.ref('excluded.seq'),
          state: e.ref('excluded.state'),
          cells: e.ref('excluded.cells'),
          changed_at: e.ref('excluded.changed_at'),
        })),
      )
      .execute();
    changed.push(...rows.map(({ item_id }) => item_id));
  }
  return changed;
}

/** What was reported of these items. */
export async function findItems(tx: Tx, model: string, items: readonly string[]): Promise<ReadonlyMap<string, ItemRow>> {
  const found = new Map<string, ItemRow>();
  for (let from = 0; from < items.length; from += AT_ONCE)
    for (const [item, row] of await storedItems(tx, model, items.slice(from, from + AT_ONCE))) found.set(item, rowOf(row));
  return found;
}

async function storedItems(tx: Tx, model: string, items: readonly string[]): Promise<ReadonlyMap<string, ItemTable>> {
  const rows = await tx.selectFrom('mw_items').selectAll().where('model', '=', model).where('item_id', 'in', items).execute();
  return new Map(rows.map((row) => [row.item_id, row]));
}

/** Items of a model that changed after a place, in the order of their last change: at most `limit` (default 10,000). */
export async function itemsSince(tx: Tx, model: string, seq: number, limit = 10_000): Promise<readonly ItemRow[]> {
  const rows = await tx
    .selectFrom('mw_items')
    .selectAll()
    .where('model', '=', model)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(rowOf);
}

/** The place of the newest change of a model's items; 0 where nothing was reported. */
export async function lastItemSeq(tx: Tx, model: string): Promise<number> {
  const row = await tx.selectFrom('mw_items').select('seq').where('model', '=', model).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}

const rowOf = ({ item_id, seq, state, cells, changed_at }: ItemTable): ItemRow => ({
  item: item_id,
  seq,
  state: state as ItemState,
  cells: fromText(cells),
  changedAt: changed_at,
});
