import { resolve } from 'node:path';
import type { Json } from '../../../core/index.js';
import { fileColumnNames, readColumns, rowReader, type Schema } from '../../../data/index.js';
import { putItems } from '../../../store/index.js';
import type { RunOptions } from '../../run.js';
import { openRecommender } from '../open.js';
import { reportedSince } from './catalogue.js';
import type { ItemReport, ReportedItems } from './report-items.js';
import { AT_ONCE, reportManyItems } from './report-many-items.js';

/** What became of a file of items. */
export interface ReportedItemsFile extends ReportedItems {
  readonly rows: number;
  /** Columns of the file that the table of items does not have. */
  readonly ignored: readonly string[];
  readonly seconds: number;
}

/**
 * Reports the rows of a file, each of one item, which stands in the column that the table of items names it by. Columns of the table that the file lacks stay as they are;
 * an empty cell says that nothing is known. Throws what opening the model and reading the file throw.
 */
export async function reportItemsFile(ref: string, file: string, run: RunOptions): Promise<ReportedItemsFile> {
  const startedMs = run.clock();
  const open = await openRecommender(ref, run);
  const { itemSchema: schema = {}, content } = open;
  const [id, path] = [content.itemId ?? content.columns.item, resolve(file)];
  const names = await fileColumnNames(path, { signal: run.signal });
  const own = names.filter((name) => Object.hasOwn(schema, name));
  const wishes = Object.fromEntries([id, ...own].map((column) => [column, { column, as: 'text', option: '--in' } as const]));
  const { rows, columns } = await readColumns(path, wishes, { signal: run.signal, header: true });
  const textAt = (column: string, row: number): string | null => columns[column].values[row] as string | null;
  const cellOf = cellReader(schema);
  const reportOf = (row: number): ItemReport => ({
    item: textAt(id, row) ?? '',
    columns: Object.fromEntries(own.map((column) => [column, cellOf(column, textAt(column, row))])),
  });
  const done = await reportManyItems(open, rows, reportOf, run);
  const ignored = names.filter((name) => name !== id && !own.includes(name));
  return { ...done, rows, ignored, seconds: (run.clock() - startedMs) / 1000 };
}

/** A cell of a file as a report has it: numbers as numbers, all else as it is written. */
function cellReader(schema: Schema): (column: string, text: string | null) => Json {
  const numbers = Object.entries(schema).filter(([, { kind }]) => kind === 'int' || kind === 'number');
  const readers = new Map(numbers.map(([name, column]) => [name, rowReader({ [name]: column })]));
  return (column, text) => {
    const read = text === null ? undefined : readers.get(column)?.({ [column]: text });
    return read?.faults.length === 0 ? (read.values[column] as Json) : text;
  };
}

/** Takes back all that was reported of the items of a model, so that what its table says counts again; gives of how many. */
export async function withdrawItems(model: string, run: RunOptions): Promise<number> {
  const { model: name } = await run.workspace.registry.resolve(model);
  const known = (await reportedSince(name, 0, run)).filter(({ state }) => state !== 'withdrawn');
  for (let from = 0; from < known.length; from += AT_ONCE) {
    const some = known.slice(from, from + AT_ONCE).map(({ item }) => ({ item, state: 'withdrawn' as const, cells: {} }));
    await run.workspace.store.write(async (tx) => [...(await putItems(tx, name, some, run.clock()))]);
  }
  return known.length;
}
