import { mwError } from '../../core/index.js';
import { engineWords } from '../engine/failure.js';
import { ident, text } from '../engine/sql.js';
import { dataFile, fingerprintOf, literalPath } from './file.js';
import type { OpenContext, OpenSource } from './open.js';
import type { ParquetSource } from './source.js';

const NESTED = /\[\]$|\[\d+\]$|^STRUCT|^MAP|^UNION|^LIST/;

/** Opens a Parquet file. Typed columns are taken as they are; texts go through the grammars. */
export async function openParquet(source: ParquetSource, context: OpenContext): Promise<OpenSource> {
  const file = await dataFile(context.root, source.path);
  const relation = `read_parquet(${text(literalPath(file.path))}, binary_as_string = true)`;
  const damaged = (error: unknown): unknown => {
    if ((error as { readonly code?: string }).code !== 'MW_DATA_ENGINE') return error;
    const words = engineWords(error);
    const reason = /magic bytes|too small/i.test(words) ? 'it does not end as one' : 'its pages cannot be read';
    return mwError('MW_DATA_PARQUET', { file: file.name, reason }, { where: file.name, cause: error });
  };
  const found = await context.engine.rows(`DESCRIBE SELECT * FROM ${relation}`).catch((error: unknown) => {
    throw damaged(error);
  });
  return {
    label: JSON.stringify(file.name),
    relation,
    columns: found.map((r) => {
      const [name, type] = [String(r['column_name']), String(r['column_type'])];
      return {
        name,
        sql: NESTED.test(type) ? `CAST(to_json(${ident(name)}) AS VARCHAR)` : ident(name),
        type: NESTED.test(type) ? 'NESTED' : type,
      };
    }),
    fingerprint: () => fingerprintOf(file),
    failure: damaged,
  };
}
