import type { Engine } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import { openSource } from '../sources/index.js';
import type { OpenSource } from '../sources/open.js';
import type { Source } from '../sources/source.js';
import type { TextTable } from './cells.js';
import type { DialectVerdict } from './dialect.js';
import type { FileFormat } from './types.js';

/** A file's cells as texts, in the engine until they are dropped. */
export interface Texts extends TextTable {
  drop(): Promise<void>;
}

/** Reads a whole file as every later load will read it, every cell as text. Throws `MW_DATA_…` for broken files. */
export async function readTexts(
  engine: Engine,
  path: string,
  format: FileFormat,
  dialect: DialectVerdict | undefined,
  signal?: AbortSignal,
): Promise<Texts> {
  const open = await openSource(sourceOf(path, format, dialect), { engine, root: '', names: dialect?.names ?? [], signal, env: {} });
  const relation = engine.name('sniff');
  const cells = open.columns.map((c, i) => `CAST(${c.sql} AS VARCHAR) AS k${i}`).join(', ');
  const copy = (from: string): Promise<void> =>
    engine.run(`CREATE TABLE ${ident(relation)} AS SELECT ${cells} FROM ${from}`, signal ? { signal } : {});
  await copy(open.relation).catch((error: unknown) => copyAgain(open, error, copy));
  return { relation, names: open.columns.map((c) => c.name), drop: () => engine.run(`DROP TABLE IF EXISTS ${ident(relation)}`) };
}

async function copyAgain(open: OpenSource, error: unknown, copy: (from: string) => Promise<void>): Promise<void> {
  const relation = await open.again?.(error);
  if (relation === undefined) throw open.failure(error);
  await copy(relation).catch((second: unknown) => {
    throw open.failure(second);
  });
}

function sourceOf(path: string, format: FileFormat, dialect: DialectVerdict | undefined): Source {
  if (format === 'parquet') return { kind: 'parquet', path };
  if (format === 'json' || format === 'jsonl') return { kind: 'json', path, layout: format === 'json' ? 'array' : 'lines' };
  const { delimiter, quote, header, encoding } = dialect!.csv;
  return { kind: 'csv', path, delimiter, quote, header, encoding };
}
