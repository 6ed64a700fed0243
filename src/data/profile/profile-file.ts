import type { Progress } from '../../core/index.js';
import { openEngine } from '../engine/duckdb.js';
import { sniffTexts, specOf, type SniffedColumn, type SniffOptions } from '../sniff/index.js';
import { writtenCells, type ProfiledColumn } from './cells.js';
import { profileCells } from './profile.js';
import type { ColumnProfile, Profile } from './types.js';

/** A column's statistics and what was sniffed of it. */
export interface FileColumnProfile extends ColumnProfile, Pick<SniffedColumn, 'nullable' | 'role' | 'reason'> {}

/** The profile of a file, with how it was read. */
export interface FileProfile extends Omit<Profile, 'columns'> {
  readonly file: string;
  readonly format: string;
  readonly columns: readonly FileColumnProfile[];
  /** What a person should know of the file, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Sniffs a file and gives statistics of every column. Cells that are not of their column's type are counted as `bad`.
 * Throws what sniffing throws.
 */
export async function profileFile(
  path: string,
  options: Pick<SniffOptions, 'header' | 'signal'> & { readonly progress?: Progress } = {},
): Promise<FileProfile> {
  const { progress, ...sniffing } = options;
  await using engine = await openEngine();
  progress?.('reading the file');
  const { sniffed, texts } = await sniffTexts(engine, path, sniffing);
  progress?.('counting');
  const columns = sniffed.columns.map((column): ProfiledColumn => ({ name: column.name, spec: specOf(column) }));
  const { decimal, thousands, nulls } = sniffed.csv ?? { decimal: '.', nulls: [] };
  const reading = { decimal, nulls, ...(thousands === undefined ? {} : { thousands }) };
  const profile = await profileCells(engine, sniffed.rows, columns, writtenCells(texts, columns, reading), options.signal);
  return {
    file: path,
    format: sniffed.format,
    rows: profile.rows,
    columns: profile.columns.map((column, i) => {
      const { nullable, role, reason } = sniffed.columns[i];
      return { ...column, nullable, role, reason };
    }),
    notes: sniffed.notes,
  };
}
