import { didYouMean, mwError } from '../../core/index.js';
import type { OpenColumn, OpenSource } from '../sources/open.js';
import type { Schema } from '../schema.js';
import type { Column } from '../types.js';

/** A column of the schema and where its cells come from; `from` is undefined when the source lacks it. */
export interface Match {
  readonly name: string;
  readonly column: Column;
  readonly from: OpenColumn | undefined;
}

export interface Matching {
  /** In the schema's order. */
  readonly matches: readonly Match[];
  /** Columns of the source that the schema does not have. */
  readonly extra: readonly string[];
}

/**
 * Finds the schema's columns in a source: by name; in a headerless file by place, when there are as many columns as in the schema, or one
 * fewer and the target is known to be missing. `lacking` names columns that may be absent besides the optional ones.
 * Throws `MW_DATA_COLUMN_MISSING` or `MW_DATA_COLUMN_COUNT`.
 */
export function matchColumns(schema: Schema, opened: OpenSource, file: string, target: string | undefined): Matching {
  const entries = Object.entries(schema);
  if (opened.headerless) {
    const placed = byPlace(entries, opened.columns, target);
    if (placed) return { matches: placed, extra: [] };
    const named = entries.every(([name]) => /^c[1-9]\d*$/.test(name)) && opened.columns.length >= entries.length;
    if (!named) throw countError(entries.length, opened.columns.length, file, target);
  }
  const found = new Map(opened.columns.map((c) => [c.name, c]));
  const matches = entries.map(([name, column]): Match => ({ name, column, from: found.get(name) }));
  const missing = matches.filter((m) => !m.from && !m.column.spec.optional && m.name !== target).map((m) => m.name);
  const extra = opened.columns.map((c) => c.name).filter((name) => !Object.hasOwn(schema, name));
  if (missing.length > 0) {
    const hint = missing.length === 1 ? didYouMean(missing[0], extra) : '';
    throw mwError('MW_DATA_COLUMN_MISSING', { file: opened.label, columns: missing, hint, known: opened.columns.map((c) => c.name) }, { where: file });
  }
  return { matches, extra };
}

function byPlace(entries: readonly [string, Column][], columns: readonly OpenColumn[], target: string | undefined): readonly Match[] | undefined {
  const lacks = columns.length === entries.length - 1 && entries.some(([name]) => name === target);
  if (columns.length !== entries.length && !lacks) return undefined;
  let next = 0;
  return entries.map(([name, column]) => ({ name, column, from: lacks && name === target ? undefined : columns[next++] }));
}

function countError(due: number, got: number, file: string, target: string | undefined): Error {
  return mwError('MW_DATA_COLUMN_COUNT', { file, got, due, ...(target === undefined ? {} : { target }) }, { where: file });
}
