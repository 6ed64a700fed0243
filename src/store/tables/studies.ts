import type { Json } from '../../core/index.js';
import { fromText, toText } from '../json-text.js';
import type { Owner } from '../owner.js';
import type { TrialTable, Tx } from '../schema.js';

/** One trial of a study. */
export interface TrialRow {
  /** Counted from 0. */
  readonly number: number;
  /** The process that runs it; null once it has ended. */
  readonly owner: Owner | null;
  readonly point: Json;
  /** How it ended; null while it runs. */
  readonly end: Json | null;
}

/** A search for settings: its name says everything about it but its trials. */
export interface StudyRow {
  readonly id: string;
  readonly model: string;
  readonly settings: Json;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Writes a study down, unless it is known by its id, which says everything about it but its trials. */
export async function addStudy(tx: Tx, study: StudyRow): Promise<void> {
  await tx
    .insertInto('mw_studies')
    .values({ id: study.id, model: study.model, settings: toText(study.settings), created_at: study.createdAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Studies, newest first: of one model or of all, whose id begins as given, at most `limit`. */
export async function listStudies(
  tx: Tx,
  only: { readonly model?: string; readonly idFrom?: string; readonly limit?: number } = {},
): Promise<StudyRow[]> {
  let query = tx.selectFrom('mw_studies').selectAll().orderBy('created_at', 'desc').orderBy('id');
  if (only.model !== undefined) query = query.where('model', '=', only.model);
  // Ids are hexadecimal, so that what begins with one lies between it and it with a letter behind.
  if (only.idFrom !== undefined) query = query.where('id', '>=', only.idFrom).where('id', '<', `${only.idFrom}g`);
  if (only.limit !== undefined) query = query.limit(only.limit);
  return (await query.execute()).map((row) => ({
    id: row.id,
    model: row.model,
    settings: fromText(row.settings),
    createdAt: row.created_at,
  }));
}

/** The trials of a study from a number on, by number. */
export async function trialsFrom(tx: Tx, study: string, number: number): Promise<TrialRow[]> {
  const rows = await tx
    .selectFrom('mw_trials')
    .selectAll()
    .where('study', '=', study)
    .where('number', '>=', number)
    .orderBy('number')
    .execute();
  return rows.map(read);
}

/** Begins a trial, or takes over one from a process that has ended. `false` when somebody else has it. */
export async function beginTrial(
  tx: Tx,
  study: string,
  trial: { readonly number: number; readonly owner: Owner; readonly point: Json },
  from: Owner | undefined,
): Promise<boolean> {
  const owner = toText({ ...trial.owner });
  if (from !== undefined) {
    const taken = await tx
      .updateTable('mw_trials')
      .set({ owner })
      .where('study', '=', study)
      .where('number', '=', trial.number)
      .where('owner', '=', toText({ ...from }))
      .executeTakeFirst();
    return taken.numUpdatedRows > 0n;
  }
  const added = await tx
    .insertInto('mw_trials')
    .values({ study, number: trial.number, owner, point: toText(trial.point), end: null })
    .onConflict((conflict) => conflict.columns(['study', 'number']).doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Ends a trial; one that has ended stays as it is. */
export async function endTrial(tx: Tx, study: string, number: number, end: Json): Promise<void> {
  await tx
    .updateTable('mw_trials')
    .set({ owner: null, end: toText(end) })
    .where('study', '=', study)
    .where('number', '=', number)
    .where('end', 'is', null)
    .execute();
}

/** Forgets a trial that has not ended, so that its number is given again. */
export async function dropTrial(tx: Tx, study: string, number: number): Promise<void> {
  await tx.deleteFrom('mw_trials').where('study', '=', study).where('number', '=', number).where('end', 'is', null).execute();
}

function read(row: TrialTable): TrialRow {
  return {
    number: row.number,
    owner: row.owner === null ? null : fromText<Owner>(row.owner),
    point: fromText(row.point),
    end: row.end === null ? null : fromText(row.end),
  };
}
