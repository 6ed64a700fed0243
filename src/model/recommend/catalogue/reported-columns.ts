import type { RowValues } from '../../../data/index.js';
import type { ItemColumn, ItemColumns } from '../item-columns.js';
import type { PlacedReport } from './catalogue.js';

type Cell = RowValues[string];

/** The table for so many items, of which the first are those of the given one, with what was reported of them in the place of what it said. */
export function withReported({ schema, columns }: ItemColumns, items: number, reports: readonly PlacedReport[]): ItemColumns {
  const cellsOf = (name: string) =>
    reports.flatMap(({ place, known: { values } }) => (Object.hasOwn(values, name) ? [{ place, cell: values[name] }] : []));
  return {
    schema,
    columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, withCells(column, items, cellsOf(name))])),
  };
}

type Placed = readonly { readonly place: number; readonly cell: Cell }[];

function withCells(column: ItemColumn, items: number, cells: Placed): ItemColumn {
  if (cells.length === 0 && column.values.length === items) return column;
  if (column.kind === 'text') {
    const values = [...column.values, ...Array.from({ length: items - column.values.length }, () => null)];
    for (const { place, cell } of cells) values[place] = cell as string | null;
    return { kind: 'text', values };
  }
  if (column.kind === 'bool') {
    const values = new Uint8Array(items).fill(255);
    values.set(column.values);
    for (const { place, cell } of cells) values[place] = cell === null ? 255 : Number(cell);
    return { kind: 'bool', values };
  }
  const values = new Float64Array(items).fill(NaN);
  values.set(column.values);
  for (const { place, cell } of cells) values[place] = cell === null ? NaN : (cell as number);
  return { kind: column.kind, values };
}
