import type { Json } from '../../core/index.js';
import { fromText, toText } from '../json-text.js';
import type { Tx, VersionTable } from '../schema.js';

/** One registered version of a model. */
export interface VersionRow {
  readonly model: string;
  /** 1, 2, 3 … */
  readonly version: number;
  /** sha256 of the fitted content. */
  readonly digest: string;
  /** The run that made it. */
  readonly run: string;
  readonly task: string;
  readonly learner: string;
  /** The artifact's record: metrics with intervals, baseline, evaluation, lineage. */
  readonly record: Json;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
}

/** Adds a version; its model must exist, its number and its run must be new. */
export async function addVersion(tx: Tx, { record, createdAt, ...rest }: VersionRow): Promise<void> {
  await tx
    .insertInto('mw_versions')
    .values({ ...rest, record: toText(record), created_at: createdAt })
    .execute();
}

/** The versions of one model, or of all models, oldest first within a model. */
export async function listVersions(tx: Tx, model?: string): Promise<VersionRow[]> {
  let query = tx.selectFrom('mw_versions').selectAll().orderBy('version');
  if (model !== undefined) query = query.where('model', '=', model);
  return (await query.execute()).map(read);
}

/** The version of that number, if the model has it. */
export async function findVersion(tx: Tx, model: string, version: number): Promise<VersionRow | undefined> {
  const row = await tx.selectFrom('mw_versions').selectAll().where('model', '=', model).where('version', '=', version).executeTakeFirst();
  return row && read(row);
}

/** The version that a run registered. */
export async function versionOfRun(tx: Tx, run: string): Promise<VersionRow | undefined> {
  const row = await tx.selectFrom('mw_versions').selectAll().where('run', '=', run).executeTakeFirst();
  return row && read(row);
}

/** Deletes the row; the database refuses while an alias points at it. */
export async function removeVersion(tx: Tx, model: string, version: number): Promise<void> {
  await tx.deleteFrom('mw_versions').where('model', '=', model).where('version', '=', version).execute();
}

function read({ created_at, record, ...rest }: VersionTable): VersionRow {
  return { ...rest, record: fromText(record), createdAt: created_at };
}
