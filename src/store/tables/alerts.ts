import type { Json } from '../../core/index.js';
import { fromText, toText } from '../json-text.js';
import type { AlertTable, Tx } from '../schema.js';

/** One alarm, from its beginning to its end. */
export interface AlertRow {
  readonly id: string;
  readonly model: string;
  /** The version that served when it began. */
  readonly version: number;
  readonly rule: string;
  readonly openedAt: number;
  /** When its rule last held. */
  readonly lastAt: number;
  /** null while it lasts. */
  readonly closedAt: number | null;
  readonly detail: Json;
}

/** Writes an alarm down: a new one, or the newer state of one that is there. */
export async function putAlert(tx: Tx, { openedAt, lastAt, closedAt, detail, ...rest }: AlertRow): Promise<void> {
  const changing = { last_at: lastAt, closed_at: closedAt, detail: toText(detail) };
  await tx
    .insertInto('mw_alerts')
    .values({ ...rest, opened_at: openedAt, ...changing })
    .onConflict((on) => on.column('id').doUpdateSet(changing))
    .execute();
}

/** The alarm of that id, if there is one. */
export async function findAlert(tx: Tx, id: string): Promise<AlertRow | undefined> {
  const row = await tx.selectFrom('mw_alerts').selectAll().where('id', '=', id).executeTakeFirst();
  return row && read(row);
}

/** Alarms, newest first, at most `limit` (default 100): of one model or of all, those that last or all, those whose state changed at or after `since`. */
export async function listAlerts(
  tx: Tx,
  only: { readonly model?: string; readonly open?: true; readonly since?: number; readonly limit?: number } = {},
): Promise<AlertRow[]> {
  const { model, open, since } = only;
  let query = tx
    .selectFrom('mw_alerts')
    .selectAll()
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(only.limit ?? 100);
  if (model !== undefined) query = query.where('model', '=', model);
  if (open) query = query.where('closed_at', 'is', null);
  if (since !== undefined) query = query.where((e) => e.or([e('last_at', '>=', since), e('closed_at', '>=', since)]));
  return (await query.execute()).map(read);
}

function read({ opened_at, last_at, closed_at, detail, ...rest }: AlertTable): AlertRow {
  return { ...rest, openedAt: opened_at, lastAt: last_at, closedAt: closed_at, detail: fromText(detail) };
}
