import { basename } from 'node:path';
import type { ColumnSpec } from './column-spec.js';
import { openEngine } from './engine/duckdb.js';
import type { Block } from './engine/engine.js';
import { ident } from './engine/sql.js';
import { loadTable } from './load/load.js';
import { columnNamed, newFileSource, sniffFile, specOf, type Sniffed, type SniffOptions } from './sniff/index.js';
import { columnOf } from './types.js';

/** A column of a file, as typed as the file shows it. */
export type FileColumn =
  /** `NaN` where nothing stands. */
  | { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }
  /** 1 for `yes`, 0 for the other spelling, 255 where nothing stands. */
  | { readonly kind: 'bool'; readonly name: string; readonly values: Uint8Array; readonly yes: string }
  | { readonly kind: 'text'; readonly name: string; readonly values: readonly (string | null)[] };

/** Some columns of a file. */
export interface ReadColumns<Names extends string = string> {
  readonly rows: number;
  readonly columns: Readonly<Record<Names, FileColumn>>;
}

/** How a column is wished: `text` as it is written, `known` as numbers or a yes or no where it is that. */
export type ColumnWish = { readonly column: string; readonly as: 'text' | 'known'; readonly option: string };

/**
 * Some columns of a file that nobody described: its format, dialect and types are sniffed, and every row counts. Columns are named, or counted from the
 * left (`#7`); `option` says in errors who asked; `header` whether the first record names them, for who knows. Throws `MW_DATA_COLUMN_UNKNOWN`, `MW_DATA_CELLS` for cells that are not of their column's type, and what
 * sniffing throws.
 *
 * ```ts
 * const { columns } = await readColumns('trial.csv', { arm: { column: 'arm', as: 'text', option: '--arm' } });
 * columns.arm.values.length;
 * ```
 */
export async function readColumns<Names extends string>(
  path: string,
  wishes: Readonly<Record<Names, ColumnWish>>,
  options: Pick<SniffOptions, 'signal' | 'header'> = {},
): Promise<ReadColumns<Names>> {
  await using engine = await openEngine();
  const sniffed = await sniffFile(engine, path, options);
  const all = sniffed.columns.map((column) => column.name);
  const entries = Object.entries<ColumnWish>(wishes).map(([key, { column, as, option }]) => {
    const name = columnNamed(basename(path), all, option, column);
    return { key, name, spec: specFor(sniffed, name, as) };
  });
  const schema = Object.fromEntries(entries.map(({ name, spec }) => [name, columnOf(spec)]));
  const table = { source: await newFileSource(path, sniffed.csv ?? {}, options.signal), schema, checks: [], joins: [] };
  const loaded = await loadTable(engine, table, { mode: 'predict', root: '', places: all, ...options });
  const block = await engine.columns(`SELECT ${Object.keys(schema).map(ident).join(', ')} FROM ${ident(loaded.relation)}`, options);
  return {
    rows: block.rows,
    columns: Object.fromEntries(entries.map(({ key, name, spec }) => [key, columnIn(block, name, spec)])) as Record<Names, FileColumn>,
  };
}

/** The names of a file's columns, in their order. Throws what sniffing throws. */
export async function fileColumnNames(path: string, options: Pick<SniffOptions, 'signal'> = {}): Promise<readonly string[]> {
  await using engine = await openEngine();
  return (await sniffFile(engine, path, { ...options, header: true })).columns.map(({ name }) => name);
}

function specFor({ columns }: Sniffed, name: string, as: ColumnWish['as']): ColumnSpec {
  const spec = { ...specOf(columns.find((column) => column.name === name)!), nullable: true };
  const isKnown = ['int', 'number', 'bool'].includes(spec.kind);
  return as === 'known' && isKnown ? spec : { kind: 'text', nullable: true, optional: false };
}

function columnIn(block: Block, name: string, { kind, true: yes = 'true' }: ColumnSpec): FileColumn {
  if (kind === 'bool') return { kind, name, values: block.bool(name), yes };
  if (kind === 'text') return { kind, name, values: block.text(name) };
  return { kind: 'number', name, values: block.number(name) };
}
