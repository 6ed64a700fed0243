import { mwError } from '../../core/index.js';
import type { OpenContext, OpenSource } from './open.js';
import type { RowsSource } from './source.js';
import { inBlocks, stage } from './stage.js';

/** Opens rows that are in memory: objects whose cells are texts, numbers, booleans, dates or nothing. */
export async function openRows(source: RowsSource, context: OpenContext): Promise<OpenSource> {
  const label = source.rows.length === 1 ? 'the row' : 'the table in memory';
  if (source.rows.length === 0) throw mwError('MW_DATA_SOURCE', { reason: 'there are no rows in memory' });
  const wrong = source.rows.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row));
  if (wrong >= 0) throw mwError('MW_DATA_SOURCE', { reason: `row ${wrong + 1} is no object` });
  const staged = await stage(context.engine, label, inBlocks(source.rows), context.signal);
  return { label, relation: staged.relation, columns: staged.columns, fingerprint: async () => staged.digest, failure: (error) => error };
}
