import { mwError } from '../../core/index.js';
import { openCsv } from './csv.js';
import { openJson } from './json.js';
import type { OpenContext, OpenSource } from './open.js';
import { openParquet } from './parquet.js';
import { openPostgres } from './postgres.js';
import { openRows } from './rows.js';
import type { Source } from './source.js';

type Opener<K extends Source['kind']> = (source: Extract<Source, { kind: K }>, context: OpenContext) => Promise<OpenSource>;

/** Every kind of source. A new one is a file here, a line in this table and an interface in `source.ts`; `sourceCases` tests it. */
const OPENERS: { readonly [K in Source['kind']]: Opener<K> } = {
  csv: openCsv,
  json: openJson,
  parquet: openParquet,
  postgres: openPostgres,
  rows: openRows,
};

/** Opens a source of any kind. */
export function openSource(source: Source, context: OpenContext): Promise<OpenSource> {
  if (!Object.hasOwn(OPENERS, source.kind))
    throw mwError('MW_DATA_SOURCE', {
      reason: `there is no kind ${JSON.stringify(source.kind)}; there are ${Object.keys(OPENERS).join(', ')}`,
    });
  return (OPENERS[source.kind] as Opener<Source['kind']>)(source as never, context);
}
