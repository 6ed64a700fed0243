import { loadTable, type LoadedTable, type LoadRun, type Schema, type Source } from '../../data/index.js';
import type { SourceSubject } from './case.js';

/** Loads a source with a schema and nothing else. */
export function load(subject: SourceSubject, source: Source, schema: Schema, run: Partial<LoadRun> = {}): Promise<LoadedTable> {
  const env = subject.env === undefined ? {} : { env: subject.env };
  return loadTable(subject.engine, { source, schema, checks: [], joins: [] }, { mode: 'training', root: subject.root, ...env, ...run });
}

/** All rows of a loaded table, in order. */
export async function rowsOf({ engine }: SourceSubject, loaded: LoadedTable): Promise<readonly object[]> {
  return engine.rows(`SELECT * FROM "${loaded.relation}" ORDER BY rowid`);
}
