import type { BlockColumns } from '../../expr/index.js';

/** What is known of items: columns of raw values, each with an entry per id. Ids in any order, items of which nothing is known absent. */
export interface ItemTable {
  readonly ids: readonly string[];
  readonly columns: BlockColumns;
}

/** Per item its row in the table; −1 where the table lacks it. Of two rows of one id the later counts. */
export function rowsOf({ ids }: ItemTable, items: readonly string[]): Int32Array {
  const at = new Map(ids.map((id, row) => [id, row]));
  return Int32Array.from(items, (id) => at.get(id) ?? -1);
}

/** The columns with an entry per item, null where the table lacks the item. */
export function alignedColumns(table: ItemTable, items: readonly string[]): BlockColumns {
  if (table.ids === items) return table.columns;
  const rows = rowsOf(table, items);
  return Object.fromEntries(
    Object.entries(table.columns).map(([name, values]) => [name, Array.from(rows, (row) => (row < 0 ? null : values[row]))]),
  );
}
