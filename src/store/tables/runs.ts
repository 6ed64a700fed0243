import type { Json } from '../../core/index.js';
import { fromText, toText } from '../json-text.js';
import type { Owner } from '../owner.js';
import type { RunTable, Tx } from '../schema.js';

/** `running` until it ends; `interrupted` when it was stopped, or when its process was found dead. */
export type RunStatus = 'running' | 'finished' | 'failed' | 'interrupted';

/** One training run. */
export interface RunRow {
  readonly id: string;
  readonly model: string;
  /** `train`, `retrain` … */
  readonly kind: string;
  readonly status: RunStatus;
  /** What it was asked to do. */
  readonly settings: Json;
  /** The process that does it. */
  readonly owner: Owner;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** The version that it registered. */
  readonly version: number | null;
  /** Why it ended without one: `{code, message}`. */
  readonly error: Json;
}

/** Writes down that a run begins; it gets the next place in the order of runs. */
export async function addRun(tx: Tx, run: Pick<RunRow, 'id' | 'model' | 'kind' | 'settings' | 'owner' | 'startedAt'>): Promise<void> {
  const { settings, owner, startedAt, ...rest } = run;
  const { last } = await tx
    .selectFrom('mw_runs')
    .select((e) => e.fn.max('seq').as('last'))
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('mw_runs')
    .values({
      ...rest,
      seq: Number(last ?? 0) + 1,
      status: 'running',
      settings: toText(settings),
      owner: toText(owner),
      started_at: startedAt,
      finished_at: null,
      version: null,
      error: null,
    })
    .execute();
}

/** Ends a run; does nothing to one that has ended. */
export async function endRun(
  tx: Tx,
  id: string,
  end: { readonly status: Exclude<RunStatus, 'running'>; readonly at: number; readonly version?: number; readonly error?: Json },
): Promise<void> {
  await tx
    .updateTable('mw_runs')
    .set({
      status: end.status,
      finished_at: end.at,
      version: end.version ?? null,
      error: end.error === undefined ? null : toText(end.error),
    })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .execute();
}

/** The run of that id, if there is one. */
export async function findRun(tx: Tx, id: string): Promise<RunRow | undefined> {
  const row = await tx.selectFrom('mw_runs').selectAll().where('id', '=', id).executeTakeFirst();
  return row && read(row);
}

/** Runs, newest first: of one model or of all, with one status or any, at most `limit`. */
export async function listRuns(
  tx: Tx,
  only: { readonly model?: string; readonly status?: RunStatus; readonly limit?: number } = {},
): Promise<RunRow[]> {
  let query = tx.selectFrom('mw_runs').selectAll().orderBy('seq', 'desc');
  if (only.model !== undefined) query = query.where('model', '=', only.model);
  if (only.status !== undefined) query = query.where('status', '=', only.status);
  if (only.limit !== undefined) query = query.limit(only.limit);
  return (await query.execute()).map(read);
}

function read(row: RunTable): RunRow {
  const { id, model, kind, version } = row;
  return {
    id,
    model,
    kind,
    version,
    status: row.status as RunStatus,
    settings: fromText(row.settings),
    owner: fromText<Owner>(row.owner),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    error: row.error === null ? null : fromText(row.error),
  };
}
