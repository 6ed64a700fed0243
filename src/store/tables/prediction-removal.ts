import type { Tx } from '../schema.js';

/** How many rows went. */
export interface Removed {
  readonly predictions: number;
  readonly outcomes: number;
}

/** Everything about a subject (as stored), or one prediction by its id with what shadows said of it: whichever the name is; of one model or of all. */
export interface Erasure {
  readonly name: string;
  readonly model?: string | undefined;
}

/** What a log holds of models: predictions, or recommended lists. */
export type LoggedKind = 'predictions' | 'slates';

/** The models that have predictions (or recommended lists) in the log. As many index look-ups as there are models. */
export async function loggedModels(tx: Tx, kind: LoggedKind = 'predictions'): Promise<string[]> {
  const models: string[] = [];
  for (;;) {
    let query = tx.selectFrom(`mw_${kind}`).select('model').orderBy('model').limit(1);
    if (models.length > 0) query = query.where('model', '>', models.at(-1)!);
    const row = await query.executeTakeFirst();
    if (!row) return models;
    models.push(row.model);
  }
}

/** The models that have predictions (or recommended lists) from before `before`. */
export async function modelsLoggedBefore(tx: Tx, before: number, kind: LoggedKind = 'predictions'): Promise<string[]> {
  const models: string[] = [];
  for (const model of await loggedModels(tx, kind)) {
    if (await oldestLogged(tx, kind, model, before).limit(1).executeTakeFirst()) models.push(model);
  }
  return models;
}

/** What a model logged before a moment, the oldest first. */
export const oldestLogged = (tx: Tx, kind: LoggedKind, model: string, before: number) =>
  tx.selectFrom(`mw_${kind}`).select('id').where('model', '=', model).where('at', '<', before).orderBy('at').orderBy('id');

/** Removes the oldest predictions of a model from before `before`, at most `limit`, with their outcomes. */
export async function removePredictionsBefore(tx: Tx, model: string, before: number, limit: number): Promise<Removed> {
  const ids = (await oldestLogged(tx, 'predictions', model, before).limit(limit).execute()).map((row) => row.id);
  return removeById(tx, ids);
}

/** Removes what the order names, with its outcomes. On SQLite what is removed is also overwritten in the file. */
export async function erasePredictions(tx: Tx, erasure: Erasure): Promise<Removed> {
  let query = tx
    .selectFrom('mw_predictions')
    .select('id')
    .where((e) => e.or([e('subject', '=', erasure.name), e('id', '=', erasure.name), e('shadow_of', '=', erasure.name)]));
  if (erasure.model !== undefined) query = query.where('model', '=', erasure.model);
  return removeById(
    tx,
    (await query.execute()).map((row) => row.id),
  );
}

async function removeById(tx: Tx, ids: readonly string[]): Promise<Removed> {
  let [predictions, outcomes] = [0, 0];
  for (let at = 0; at < ids.length; at += 10_000) {
    const part = ids.slice(at, at + 10_000);
    const gone = await tx.deleteFrom('mw_outcomes').where('prediction', 'in', part).executeTakeFirst();
    const removed = await tx.deleteFrom('mw_predictions').where('id', 'in', part).executeTakeFirst();
    outcomes += Number(gone.numDeletedRows);
    predictions += Number(removed.numDeletedRows);
  }
  return { predictions, outcomes };
}
