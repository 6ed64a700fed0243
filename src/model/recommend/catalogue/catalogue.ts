import { jsonRowReader, type RowValues, type Schema } from '../../../data/index.js';
import { itemsSince, type ItemRow, type ItemState } from '../../../store/index.js';
import type { RunOptions } from '../../run.js';

/** What was reported of an item, as a schema reads it. */
export interface KnownItem {
  readonly state: ItemState;
  /** By column; those of which nothing was reported, and what the schema cannot read, are absent. */
  readonly values: RowValues;
}

/** What was reported of the items of a model, up to some change. */
export interface Catalogue {
  /** The place of the newest change that it knows. */
  readonly seq: number;
  readonly items: ReadonlyMap<string, KnownItem>;
}

export const NO_CATALOGUE: Catalogue = { seq: 0, items: new Map() };

/** The catalogue with some changes more. */
export function catalogueWith(before: Catalogue, rows: readonly ItemRow[], schema: Schema): Catalogue {
  if (rows.length === 0) return before;
  const valuesIn = cellsReader(schema);
  const items = new Map(before.items);
  for (const row of rows) items.set(row.item, { state: row.state, values: valuesIn(row.cells) });
  return { seq: Math.max(before.seq, rows.at(-1)!.seq), items };
}

/** Reads cells one by one, without those that the schema cannot read: they were checked when they were reported, and another version may have other columns, or other types. */
export function cellsReader(schema: Schema): (cells: ItemRow['cells']) => RowValues {
  const readers = new Map(Object.entries(schema).map(([name, column]) => [name, jsonRowReader({ [name]: column.optional().nullable() })]));
  return (cells) => {
    const values: Record<string, RowValues[string]> = {};
    for (const [name, cell] of Object.entries(cells)) {
      const read = readers.get(name)?.read({ [name]: cell });
      if (read) values[name] = read[name];
    }
    return values;
  };
}

const PAGE = 10_000;

/** What was reported of the items of a model since a change, or ever. */
export async function reportedSince(
  model: string,
  seq: number,
  { workspace, signal }: Pick<RunOptions, 'workspace' | 'signal'>,
): Promise<readonly ItemRow[]> {
  const rows: ItemRow[] = [];
  for (;;) {
    signal.throwIfAborted();
    const page = await workspace.store.read((tx) => itemsSince(tx, model, rows.at(-1)?.seq ?? seq, PAGE));
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

/** All that was reported of the items of a model, as a schema reads it. */
export const readCatalogue = async (model: string, schema: Schema, run: Pick<RunOptions, 'workspace' | 'signal'>): Promise<Catalogue> =>
  catalogueWith(NO_CATALOGUE, await reportedSince(model, 0, run), schema);

/** The items that there are by report, and are not among the known. */
export const newItems = ({ items }: Catalogue, isKnown: (item: string) => boolean): readonly string[] =>
  [...items].flatMap(([item, { state }]) => (state === 'offered' && !isKnown(item) ? [item] : [])).toSorted();

/** What was reported of the items that have a place, in no order. */
export function placedReports({ items: reported }: Catalogue, placeOf: ReadonlyMap<string, number>): readonly PlacedReport[] {
  const placed: PlacedReport[] = [];
  for (const [item, known] of reported) {
    const place = placeOf.get(item);
    if (place !== undefined) placed.push({ place, known });
  }
  return placed;
}

/** What was reported of the item of a place. */
export interface PlacedReport {
  readonly place: number;
  readonly known: KnownItem;
}

/** Per item 1 where it is reported as removed; undefined where none is. */
export function removedOf(reports: readonly PlacedReport[], items: number): Uint8Array | undefined {
  const gone = reports.filter(({ known }) => known.state === 'removed');
  if (gone.length === 0) return undefined;
  const removed = new Uint8Array(items);
  for (const { place } of gone) removed[place] = 1;
  return removed;
}
