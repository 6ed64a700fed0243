import { idFault, type Json } from '../../../core/index.js';
import { jsonRowReader, rowGuard, type JsonRowReader, type RowFault, type RowValues, type Schema } from '../../../data/index.js';
import { findItems, putItems, type ItemRow, type ItemState, type ReportedItem } from '../../../store/index.js';
import type { RunOptions } from '../../run.js';
import type { OpenRecommender } from '../open-recommender.js';
import { cellsReader } from './catalogue.js';
import { shapeFault } from './shape-fault.js';

/** What somebody reports of an item. `C`: its columns, where a definition tells them. */
export interface ItemReport<C = Readonly<Record<string, Json>>> {
  /** Ids compare as text: 1 is "1". */
  readonly item: string | number;
  /** What its columns say from now on, as JSON; columns that are not named keep what is known, null says that nothing is known. */
  readonly columns?: C | undefined;
  /** True: it is on no list from now on. False: it is on offer again. Absent: as before. */
  readonly removed?: boolean | undefined;
}

/** A report that cannot be taken, and why; the others are. */
export interface RefusedItem {
  /** Its place among the reports, from 0. */
  readonly index: number;
  readonly item: string;
  readonly column?: string;
  /** `report` of what is none, `id`, `unknown`, `missing`, `empty`, the rule of a bad cell (`number`, `time` …), or the name of a check of the items' table. */
  readonly rule: string;
  /** In words. */
  readonly reason: string;
}

/** What became of reports of items. */
export interface ReportedItems {
  readonly model: string;
  /** By whose table they were read. */
  readonly version: number;
  /** Items that were not known before. */
  readonly added: number;
  /** Items of which something else is known now. */
  readonly changed: number;
  /** Items of which all that was known. */
  readonly unchanged: number;
  readonly refused: readonly RefusedItem[];
}

/** How reports are read against a version. */
interface Reading {
  readonly open: OpenRecommender;
  readonly schema: Schema;
  readonly valuesIn: ReturnType<typeof cellsReader>;
  /** Reads cells of an item that is known: any column may be left out. */
  readonly some: JsonRowReader;
  /** Reads those of a new one: only what may be empty may be left out. */
  readonly whole: JsonRowReader;
  readonly broken: (values: RowValues) => readonly string[];
}

/**
 * Takes reports of new, changed and removed items of a model, read by the table of an open version: durable when it resolves, and the same reports again change nothing.
 * Whatever process has the model open knows of them when it looks; the next training does, too.
 */
export async function reportItems(
  open: OpenRecommender,
  reports: readonly ItemReport[],
  { workspace, clock }: Pick<RunOptions, 'workspace' | 'clock'>,
): Promise<ReportedItems> {
  const { model, version } = open;
  const faults = reports.map(shapeFault);
  const ids = [...new Set(reports.flatMap((report, index) => (faults[index] ? [] : [String(report.item)])))];
  return workspace.store.write(async (tx) => {
    const stored = await findItems(tx, model, ids);
    const reading = readingOf(withoutWithdrawn(open, [...stored.values()]));
    const now = new Map<string, ReportedItem>(stored);
    const refused: RefusedItem[] = [];
    for (const [index, report] of reports.entries()) {
      const item = String(report?.item ?? '');
      const next = faults[index] ?? merged(report, now.get(item), reading);
      if ('state' in next) now.set(item, next);
      else refused.push({ index, item, ...next });
    }
    const taken = [...now.values()].filter((one) => one !== stored.get(one.item));
    const changed = await putItems(tx, model, taken, clock());
    const added = changed.filter((item) => isNew(item, stored.get(item), reading.open)).length;
    return { model, version, added, changed: changed.length - added, unchanged: taken.length - changed.length, refused };
  });
}

/** The version as it is without what was taken back since it looked: what was reported since stands in the store, what was not does nowhere. */
function withoutWithdrawn(open: OpenRecommender, stored: readonly ItemRow[]): OpenRecommender {
  const items = stored.filter(({ state, seq }) => state === 'withdrawn' && seq > open.itemsSeq);
  return items.length === 0 ? open : open.knowing({ items });
}

function readingOf(open: OpenRecommender): Reading {
  const schema = open.itemSchema ?? {};
  const entries = Object.entries(schema);
  return {
    open,
    schema,
    valuesIn: cellsReader(schema),
    some: jsonRowReader(Object.fromEntries(entries.map(([name, column]) => [name, column.optional()]))),
    whole: jsonRowReader(Object.fromEntries(entries.map(([name, column]) => [name, column.spec.nullable ? column.optional() : column]))),
    broken: rowGuard(open.itemRules ?? [], schema),
  };
}

const isNew = (item: string, before: { readonly state: ItemState } | undefined, open: OpenRecommender): boolean =>
  !open.knows(item) && (before === undefined || before.state === 'withdrawn');

/** What is known of the item with the report, or why it cannot be. */
function merged(
  report: ItemReport,
  before: ReportedItem | undefined,
  reading: Reading,
): ReportedItem | Omit<RefusedItem, 'index' | 'item'> {
  const { open, some, whole, broken } = reading;
  const { columns = {}, removed = before?.state === 'removed' } = report;
  const item = String(report.item);
  const reason = idFault(report.item);
  if (reason !== undefined) return { rule: 'id', reason };
  const isFirst = isNew(item, before, open);
  if (isFirst && removed) return { rule: 'unknown', reason: `is no item that ${open.model}@${open.version} knows` };
  const fault = (isFirst ? whole : some).faultOf(columns);
  if (fault) return faultIn(fault);
  const cells = { ...before?.cells, ...wellFormed(columns) };
  const [rule] = removed ? [] : broken(valuesOf(item, cells, reading));
  if (rule !== undefined) return { rule, reason: 'breaks a check of the table of items' };
  return { item, state: removed ? 'removed' : 'offered', cells };
}

const faultIn = ({ column, rule, reason, value }: RowFault): Omit<RefusedItem, 'index' | 'item'> => ({
  column,
  rule,
  reason: value === undefined ? reason : `${reason}: ${JSON.stringify(value)}`,
});

/** All columns of the item: as reported, else as the version knows them. */
function valuesOf(item: string, cells: ReportedItem['cells'], { open, schema, valuesIn }: Reading): RowValues {
  const reported = valuesIn(cells);
  return Object.fromEntries(
    Object.keys(schema).map((name) => [name, Object.hasOwn(reported, name) ? reported[name] : open.cellOf(item, name)]),
  );
}

/** Half a character is kept as U+FFFD, as it is read: the store keeps whole ones. A column that is named without a value is not named. */
const wellFormed = (columns: Readonly<Record<string, Json | undefined>>): ReportedItem['cells'] =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, cell]) =>
      cell === undefined ? [] : [[name, typeof cell === 'string' ? cell.toWellFormed() : cell]],
    ),
  );
