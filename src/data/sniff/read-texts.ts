import { resolve } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { ident, text } from '../engine/sql.js';
import type { DialectVerdict } from './dialect.js';
import type { FileFormat } from './types.js';

/** A relation of texts with a file's own column names. */
export interface Texts {
  readonly relation: string;
  readonly names: readonly string[];
  drop(): Promise<void>;
}

export async function readTexts(
  engine: Engine,
  path: string,
  format: FileFormat,
  dialect: DialectVerdict | undefined,
  signal?: AbortSignal,
): Promise<Texts> {
  const relation = 'mw:sniff';
  const file = text(resolve(path));
  const from =
    format === 'csv' && dialect
      ? `read_csv(${file}, all_varchar=true, header=${dialect.csv.header}, delim=${text(dialect.csv.delimiter)}, quote=${text(dialect.csv.quote)}, names=[${dialect.names.map(text).join(', ')}])`
      : format === 'parquet'
        ? `read_parquet(${file})`
        : `read_json_auto(${file})`;
  await engine.run(`CREATE OR REPLACE TABLE ${ident(relation)} AS SELECT * FROM ${from}`, signal ? { signal } : {});
  const described = await engine.rows(
    `SELECT column_name FROM duckdb_columns() WHERE table_name = ${text(relation)} ORDER BY column_index`,
  );
  return {
    relation,
    names: described.map((r) => String(r['column_name'])),
    drop: () => engine.run(`DROP TABLE IF EXISTS ${ident(relation)}`),
  };
}
