import type { Tx } from '../schema.js';
import { inWindow, type AnswerWindow } from './window.js';

/** What one version answered, in a window. */
export interface ServedVersion {
  readonly version: number;
  readonly predictions: number;
  /** When it answered last, milliseconds since 1970 UTC. */
  readonly newestAt: number;
}

/** The versions of a model that answered in a window, by number. */
export async function servedVersions(tx: Tx, window: Omit<AnswerWindow, 'version'>): Promise<ServedVersion[]> {
  const rows = await tx
    .selectFrom('mw_predictions')
    .select(['version', (e) => e.fn.countAll<number>().as('predictions'), (e) => e.fn.max('at').as('newest')])
    .where(inWindow(window))
    .groupBy('version')
    .orderBy('version')
    .execute();
  return rows.map(({ version, predictions, newest }) => ({ version, predictions: Number(predictions), newestAt: Number(newest) }));
}

/** When the n-th newest prediction of a version was answered; `undefined` when there are fewer. */
export async function nthNewestAt(
  tx: Tx,
  { model, version }: { readonly model: string; readonly version: number },
  n: number,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('mw_predictions')
    .select('at')
    .where('model', '=', model)
    .where('version', '=', version)
    .orderBy('at', 'desc')
    .offset(n - 1)
    .limit(1)
    .executeTakeFirst();
  return row && Number(row.at);
}
