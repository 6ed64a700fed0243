import { didYouMean } from '../../core/index.js';
import { trimmed } from '../grammar/empty.js';
import { VALUE_CHARACTERS } from '../ingest/faults.js';
import { grammarOf, type CellValue, type Grammar } from '../grammar/grammar.js';
import type { Schema } from '../schema.js';
import { cellText } from '../sources/cell-text.js';
import type { TextOptions } from '../sources/source.js';
import type { Column } from '../types.js';
import { isGiven, readColumns, type ReadCell, type ReadColumn } from './read-columns.js';
import type { RowFault, RowValues } from './read-row.js';

/** Reads the rows of requests; the first fault of a row that breaks the schema. */
export interface JsonRowReader {
  /** The values of a row, which may be the row itself; `undefined` when it breaks the schema, see {@link JsonRowReader.faultOf}. */
  read(row: Readonly<Record<string, unknown>>): RowValues | undefined;
  /** Why `read` refuses the row; `undefined` when it does not. */
  faultOf(row: Readonly<Record<string, unknown>>): RowFault | undefined;
}

/**
 * Rows of JSON as their schema reads them, strictly: numbers are JSON numbers, bools JSON bools or one of the two spellings, times
 * texts, categories texts or numbers, ids texts or whole numbers that JSON carries exactly. A text that is read means what the same cell of a
 * file means. With `kept`, the other columns are checked, and left out of the values. About half a microsecond per row of 20 columns.
 *
 * ```ts
 * const reader = jsonRowReader({ tenure: t.int(), at: t.date().optional() });
 * reader.read({ tenure: 3 }) // { tenure: 3, at: null }
 * reader.faultOf({ tenure: '3' }) // { column: 'tenure', rule: 'number', reason: 'is not a number', value: '3' }
 * ```
 */
export function jsonRowReader(schema: Schema, options: TextOptions = {}, kept: readonly string[] = Object.keys(schema)): JsonRowReader {
  const columns = Object.entries(schema).map(([name, column]) => {
    const grammar = grammarOf(column.spec, options);
    return { name, column, grammar, read: cellReader(column, grammar), asItIs: asItIsOf(column, grammar), keeps: kept.includes(name) };
  });
  const read = readColumns(columns);
  const faultOf = (row: Readonly<Record<string, unknown>>): RowFault | undefined => {
    for (const name of Object.keys(row)) {
      if (!Object.hasOwn(schema, name))
        return { column: name, rule: 'unknown', reason: `is not a column of the schema.${didYouMean(name, Object.keys(schema))}` };
    }
    for (const { name, column, grammar, read: readCell } of columns) {
      const fault = cellFault(name, column, grammar, readCell, row[name]);
      if (fault) return fault;
    }
    return undefined;
  };
  return Object.freeze({ read, faultOf });
}

function cellFault(name: string, { spec }: Column, grammar: Grammar, read: ReadCell, raw: unknown): RowFault | undefined {
  if (!isGiven(raw)) return spec.optional ? undefined : { column: name, rule: 'missing', reason: 'is missing' };
  const value = read(raw);
  const shown = { value: (cellText(raw) ?? '').slice(0, VALUE_CHARACTERS) };
  if (value === null)
    return spec.nullable ? undefined : { column: name, rule: 'empty', reason: 'is empty, but the column is not nullable' };
  if (value !== undefined) return undefined;
  if (spec.kind === 'int' && typeof raw === 'number')
    return Number.isInteger(raw)
      ? { column: name, rule: 'range', reason: 'is beyond ±2^53, where whole numbers lose digits', ...shown }
      : { column: name, rule: 'whole', reason: 'is not a whole number', ...shown };
  if (spec.kind === 'id' && typeof raw === 'number')
    return { column: name, rule: 'range', reason: 'is a number that JSON does not carry exactly: send it as text', ...shown };
  return { column: name, ...grammar.fault, ...shown };
}

/** A column of texts, of which only the empty one means nothing, takes a text without blanks at its edges as it is. */
function asItIsOf({ spec: { kind } }: Column, { nulls }: Grammar): ReadColumn['asItIs'] {
  if (kind === 'number') return 'numbers';
  return (kind === 'category' || kind === 'text' || kind === 'id') && nulls.every((n) => n === '') ? 'texts' : 'nothing';
}

function cellReader({ spec }: Column, grammar: Grammar): ReadCell {
  const fromText = (raw: string): CellValue | null | undefined => {
    const cell = trimmed(raw);
    return grammar.nulls.includes(cell) ? null : grammar.read(cell);
  };
  const own: ReadCell = ownReader(spec.kind, grammar, fromText);
  return (raw) => (raw === null ? null : own(raw));
}

/** The values of a kind beside null: which JSON types it takes, and what they say. */
function ownReader(kind: Column['kind'], grammar: Grammar, fromText: (raw: string) => CellValue | null | undefined): ReadCell {
  switch (kind) {
    case 'number':
      return (raw) => (typeof raw === 'number' && Number.isFinite(raw) ? raw + 0 : undefined);
    case 'int':
      return (raw) => (Number.isSafeInteger(raw) ? (raw as number) + 0 : undefined);
    case 'bool':
      return (raw) => {
        if (typeof raw === 'boolean') return raw;
        return typeof raw === 'string' ? fromText(raw) : typeof raw === 'number' ? grammar.read(String(raw)) : undefined;
      };
    case 'category':
      return (raw) =>
        typeof raw === 'string' ? fromText(raw) : typeof raw === 'number' && Number.isFinite(raw) ? fromText(String(raw)) : undefined;
    case 'id':
      return (raw) => (typeof raw === 'string' ? fromText(raw) : Number.isSafeInteger(raw) ? fromText(String(raw)) : undefined);
    default:
      return (raw) => (typeof raw === 'string' ? fromText(raw) : undefined);
  }
}
