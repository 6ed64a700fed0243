import type { OutcomeTable, Tx } from '../schema.js';
import { toText } from '../json-text.js';

/** One report, of a prediction that is there. */
export interface OutcomeReport {
  readonly prediction: string;
  readonly value: string | number;
  readonly at: number;
}

/** How many parameters one statement may bind on either engine. */
const MOST = 30_000;

/** Adds reports to the history; one that is there already (same prediction, value and time) changes nothing, not even when it was received. */
export async function addOutcomes(tx: Tx, reports: readonly OutcomeReport[], receivedAt: number): Promise<void> {
  const rows = reports.map(({ prediction, value, at }) => ({ prediction, at, value: toText(value), received_at: receivedAt }));
  for (const part of parts(rows, MOST / 4))
    await tx
      .insertInto('mw_outcomes')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Every report of these predictions, by prediction, the one that counts first. Those without one are absent. */
export async function outcomeHistory(tx: Tx, predictions: readonly string[]): Promise<ReadonlyMap<string, readonly OutcomeTable[]>> {
  const rows: OutcomeTable[] = [];
  for (const part of parts(predictions, MOST))
    rows.push(...(await tx.selectFrom('mw_outcomes').selectAll().where('prediction', 'in', part).execute()));
  rows.sort((a, b) => (outranks(a, b) ? -1 : 1));
  return Map.groupBy(rows, (row) => row.prediction);
}

/** Of each prediction the report that counts. */
export function currentOf(reports: readonly OutcomeTable[]): ReadonlyMap<string, OutcomeTable> {
  const current = new Map<string, OutcomeTable>();
  for (const report of reports) {
    const other = current.get(report.prediction);
    if (other === undefined || outranks(report, other)) current.set(report.prediction, report);
  }
  return current;
}

/** The later event counts; of two reports of one moment the one received later, and of one receipt the greater text, so that there is always one answer. */
function outranks(a: OutcomeTable, b: OutcomeTable): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if (a.received_at !== b.received_at) return a.received_at > b.received_at;
  return a.value > b.value;
}

/** Which of these predictions are there, and of which model and version. */
export async function predictionsById(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, FoundPrediction>> {
  const found = new Map<string, FoundPrediction>();
  for (const part of parts(ids, MOST))
    for (const row of await tx.selectFrom('mw_predictions').select(['id', 'model', 'version']).where('id', 'in', part).execute())
      found.set(row.id, row);
  return found;
}

/** A prediction found, and what it was answered by. */
export interface FoundPrediction {
  readonly id: string;
  readonly model: string;
  readonly version: number;
}

/** The latest prediction about a subject (as stored) at or before `at`: of `model`, or of any. Shadow answers, which nobody acted on, are passed over. */
export async function latestPrediction(
  tx: Tx,
  { subject, at, model }: { readonly subject: string; readonly at: number; readonly model?: string | undefined },
): Promise<FoundPrediction | undefined> {
  let query = tx
    .selectFrom('mw_predictions')
    .select(['id', 'model', 'version'])
    .where('subject', '=', subject)
    .where('at', '<=', at)
    .where('route', '<>', 'shadow')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1);
  if (model !== undefined) query = query.where('model', '=', model);
  return query.executeTakeFirst();
}

function* parts<T>(all: readonly T[], size: number): Iterable<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
