import type { CellValue } from '../grammar/grammar.js';
import type { Column } from '../types.js';
import type { RowValues } from './read-row.js';

/** Reads one cell: its value, `null` where nothing is known, `undefined` where it cannot be read. */
export type ReadCell = (raw: unknown) => CellValue | null | undefined;

/** A column of rows that come as objects. */
export interface ReadColumn {
  readonly name: string;
  readonly column: Column;
  readonly read: ReadCell;
  /** Whether a number, or a text for certain, is read as it stands: most cells are, and looking is quicker than reading. */
  readonly asItIs: 'numbers' | 'texts' | 'nothing';
  /** Whether a row's values hold it. */
  readonly keeps: boolean;
}

/** The columns of a row in the order of its keys, and whether these are the kept columns in the schema's order. */
interface Order {
  readonly keys: readonly string[];
  readonly columns: readonly ReadColumn[];
  /** Per column, {@link NUMBERS}, {@link TEXTS} or 0. */
  readonly asItIs: Uint8Array;
  readonly isKept: boolean;
}

const [NUMBERS, TEXTS] = [1, 2];

type RawRow = Readonly<Record<string, unknown>>;

/**
 * Reads rows by their columns: the kept values in the schema's order, or `undefined` for a row with a cell that cannot be read, a column too many
 * or one too few. A row that says all as it is read is its own values. Rows come with their keys in the same order mostly, so what follows from
 * the order is kept from one row to the next: 0.4 µs for 20 columns, half of what it takes to look every column up.
 */
export function readColumns(columns: readonly ReadColumn[]): (row: RawRow) => RowValues | undefined {
  const kept = columns.filter(({ keeps }) => keeps).map(({ name }) => name);
  const template: RowValues = Object.fromEntries(kept.map((name) => [name, null]));
  let order = orderOf(columns, kept, kept);
  return (row) => {
    const keys = Object.keys(row);
    if (order === undefined || !areSame(keys, order.keys)) order = orderOf(columns, kept, keys);
    if (order === undefined) return undefined;
    const cells = Object.values(row);
    const changed = readCells(order, cells);
    if (changed === undefined) return undefined;
    return order.isKept && !changed ? (row as RowValues) : valuesOf(template, order.columns, cells);
  };
}

/** Puts the values in the cells' place, and says whether one differs; `undefined` where one cannot be read. */
function readCells({ columns, asItIs }: Order, cells: unknown[]): boolean | undefined {
  let changed = false;
  for (let i = 0; i < cells.length; i++) {
    const raw = cells[i];
    if (typeof raw === 'number' ? asItIs[i] === NUMBERS && isPlainNumber(raw) : asItIs[i] === TEXTS && isPlainText(raw)) continue;
    const { column, read } = columns[i];
    const isThere = isGiven(raw);
    const value = isThere ? read(raw) : column.spec.optional ? null : undefined;
    if (value === undefined || (value === null && isThere && !column.spec.nullable)) return undefined;
    if (Object.is(value, raw)) continue;
    cells[i] = value;
    changed = true;
  }
  return changed;
}

/** Finite, and no -0, which is read as 0. */
const isPlainNumber = (raw: number): boolean => raw !== 0 && raw - raw === 0;

const isPlainText = (raw: unknown): boolean =>
  typeof raw === 'string' && isInk(raw.charCodeAt(0)) && isInk(raw.charCodeAt(raw.length - 1)) && raw.isWellFormed();

/** Whether a character is surely no blank. That of an empty text is NaN, which is none. */
const isInk = (code: number): boolean => code > 0x20 && code !== 0xa0 && code !== 0xfeff;

function valuesOf(template: RowValues, columns: readonly ReadColumn[], cells: readonly unknown[]): RowValues {
  const values: Record<string, CellValue | null> = { ...template };
  for (let i = 0; i < cells.length; i++) if (columns[i].keeps) values[columns[i].name] = cells[i] as CellValue | null;
  return values;
}

/** Whether a row's property is a cell: what JSON cannot hold is none. */
export const isGiven = (raw: unknown): boolean => raw !== undefined && typeof raw !== 'function';

/** `undefined` when a key is no column, or a column that is not optional has no key. */
function orderOf(columns: readonly ReadColumn[], kept: readonly string[], keys: readonly string[]): Order | undefined {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const found = keys.flatMap((key) => byName.get(key) ?? []);
  if (found.length < keys.length) return undefined;
  if (columns.some((one) => !one.column.spec.optional && !found.includes(one))) return undefined;
  const asItIs = Uint8Array.from(found, (one) => (one.asItIs === 'numbers' ? NUMBERS : one.asItIs === 'texts' ? TEXTS : 0));
  return { keys, columns: found, asItIs, isKept: areSame(keys, kept) };
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
