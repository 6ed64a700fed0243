import type { CsvSource, JsonSource, ParquetSource, PostgresSource, RowsSource, Schema } from '../data/index.js';
import { table, type Table } from './table.js';

type OptionsOf<S> = Omit<S, 'kind' | 'path'>;

/**
 * A table in a delimited text file (`.gz` too). The path is relative to the project's folder.
 *
 * ```ts
 * import { csv, t } from 'millwright';
 *
 * const trips = csv('data/trips.csv', { id: t.id(), km: t.number({ unit: 'km' }), paid: t.bool({ true: 'Y', false: 'N' }) }, { delimiter: ';' });
 * ```
 */
export const csv = <const S extends Schema>(path: string, schema: S, options: OptionsOf<CsvSource> = {}): Table<S> =>
  table({ kind: 'csv', path, ...options }, schema);

/** A table in a JSON file: an array of objects, or one object per line (`.jsonl`, `.ndjson`). */
export const json = <const S extends Schema>(path: string, schema: S, options: OptionsOf<JsonSource> = {}): Table<S> =>
  table({ kind: 'json', path, ...options }, schema);

/** A table in a Parquet file. */
export const parquet = <const S extends Schema>(path: string, schema: S, options: OptionsOf<ParquetSource> = {}): Table<S> =>
  table({ kind: 'parquet', path, ...options }, schema);

/** A table or a query of a PostgreSQL database; the URL comes from the environment (`DATABASE_URL` unless `urlEnv` says). */
export const postgres = <const S extends Schema>(source: OptionsOf<PostgresSource>, schema: S): Table<S> =>
  table({ kind: 'postgres', ...source }, schema);

/** A table of objects in memory. */
export const rows = <const S extends Schema>(objects: RowsSource['rows'], schema: S): Table<S> =>
  table({ kind: 'rows', rows: objects }, schema);
