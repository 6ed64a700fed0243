import { sql, type ExpressionBuilder } from 'kysely';
import type { Json } from '../../core/index.js';
import { fromText } from '../json-text.js';
import type { OutcomeTable, PredictionTable, Tables, Tx } from '../schema.js';
import type { Engine } from '../store.js';
import { insertion, insertNew } from './insert-new.js';
import { currentOf } from './outcomes.js';
import { inWindow, isAfter, type AnswerCursor, type AnswerWindow } from './window.js';

/** One answer of a served version, as the log keeps it. */
export interface LoggedPrediction {
  /** UUIDv7. */
  readonly id: string;
  readonly model: string;
  readonly version: number;
  /** When it was answered, milliseconds since 1970 UTC. */
  readonly at: number;
  /** How the request got to this version: `champion`, `version`, `canary`, `shadow`, `ab`, or the alias that was asked for. */
  readonly route: string;
  /** The value of the model's first id column; null where the request brought none. */
  readonly subject: string | null;
  /** The typed values of the inputs and the ids, by column: times in milliseconds, null where nothing is known. */
  readonly row: Readonly<Record<string, string | number | boolean | null>>;
  /** A regression's number, or the predicted label. */
  readonly value: number | string;
  /** binary: of the positive class; null otherwise. */
  readonly probability: number | null;
  /** multiclass: of each label, in the model's order; null otherwise. */
  readonly scores: readonly number[] | null;
  /** Where money is declared: the act, or '' for none; null otherwise. */
  readonly decision: string | null;
  readonly reasons: readonly Json[] | null;
  readonly latencyUs: number;
  /** Of a shadow's answer: the id of the prediction that was returned for the same row, whose outcome is its own too. */
  readonly shadowOf?: string | null;
}

/** The same, and what became true of it. */
export interface PredictionRow extends LoggedPrediction {
  readonly shadowOf: string | null;
  /** The report that counts: the latest `at`, of equal ones the last received; `null` while there is none. */
  readonly outcome: CurrentOutcome | null;
}

/** What is known to have become true of a prediction. */
export interface CurrentOutcome {
  readonly value: string | number;
  readonly at: number;
  readonly receivedAt: number;
}

/** Which predictions. */
export interface PredictionWindow extends AnswerWindow {
  /** Only what was returned to somebody: no answers of shadows. */
  readonly returned?: true;
}

/** Some of a window, in the order of time. */
export interface PredictionPage extends PredictionWindow {
  /** Default 10,000. */
  readonly limit?: number;
  readonly after?: AnswerCursor;
}

/** What an answer is judged by. */
export type AnswerRow = Pick<
  PredictionRow,
  'id' | 'at' | 'row' | 'value' | 'probability' | 'scores' | 'decision' | 'latencyUs' | 'outcome'
>;

/** The columns in the order of a record's fields. */
const COLUMNS = [
  ['id', 'text'],
  ['model', 'text'],
  ['version', 'integer'],
  ['at', 'bigint'],
  ['route', 'text'],
  ['subject', 'text'],
  ['row', 'text'],
  ['value', 'text'],
  ['probability', 'double precision'],
  ['scores', 'text'],
  ['decision', 'text'],
  ['reasons', 'text'],
  ['latency_us', 'integer'],
  ['shadow_of', 'text'],
] as const satisfies readonly (readonly [keyof PredictionTable, string])[];

const INTO = insertion('mw_predictions', COLUMNS);

/**
 * Adds predictions; those whose id is there already change nothing, so a batch may be sent again. `records` is a JSON list of records, each the
 * list of its fields: id, model, version, at, route, subject, then as JSON text row and value, probability, scores (JSON text), decision,
 * reasons (JSON text), latency in microseconds, and of a shadow the prediction that it shadows. What a record lacks at its end is null.
 */
export async function addPredictions(tx: Tx, engine: Engine, records: string): Promise<void> {
  await insertNew(tx, engine, INTO, records);
}

/** Whose reports count for a prediction: its own, or those of the one that it shadows. */
const REPORTED = sql<string>`coalesce(mw_predictions.shadow_of, mw_predictions.id)`;

/**
 * Predictions in the order of time (then of id), each with the outcome that counts: at most `limit` (default 10,000), beginning after `after`.
 * About 5 µs a row.
 */
export async function readPredictions(tx: Tx, window: PredictionPage): Promise<PredictionRow[]> {
  const page = pageOf(tx, window);
  const rows = await page.selectAll().execute();
  const outcomes = await outcomesOf(tx, page);
  return rows.map((row) => rowOf(row, outcomes.get(row.shadow_of ?? row.id)));
}

/** The same without what judging an answer needs not: about two thirds of the time. */
export async function readAnswers(tx: Tx, window: PredictionPage): Promise<AnswerRow[]> {
  const page = pageOf(tx, window);
  const rows = await page.select(['id', 'at', 'row', 'value', 'probability', 'scores', 'decision', 'latency_us', 'shadow_of']).execute();
  const outcomes = await outcomesOf(tx, page);
  return rows.map(({ id, at, row, value, probability, scores, decision, latency_us, shadow_of }) => ({
    id,
    at,
    row: fromText(row),
    value: fromText(value),
    probability,
    scores: jsonOrNull(scores),
    decision,
    latencyUs: latency_us,
    outcome: outcomeOf(outcomes.get(shadow_of ?? id)),
  }));
}

function pageOf(tx: Tx, window: PredictionPage) {
  const { limit = 10_000, after } = window;
  const page = tx.selectFrom('mw_predictions').where(ofWindow(window)).orderBy('at').orderBy('id').limit(limit);
  return after ? page.where(isAfter(after)) : page;
}

async function outcomesOf(tx: Tx, page: ReturnType<typeof pageOf>): Promise<ReadonlyMap<string, OutcomeTable>> {
  const reports = await tx
    .selectFrom(page.select(REPORTED.as('reported')).as('p'))
    .innerJoin('mw_outcomes as o', 'o.prediction', 'p.reported')
    .select(['o.prediction', 'o.at', 'o.value', 'o.received_at'])
    .execute();
  return currentOf(reports);
}

/** How many predictions there are. */
export async function countRows(tx: Tx, window: PredictionWindow): Promise<number> {
  const counted = tx.selectFrom('mw_predictions').where(ofWindow(window));
  const { n } = await counted.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return Number(n);
}

/** How many predictions there are, and how many of them have an outcome. */
export async function countPredictions(
  tx: Tx,
  window: PredictionWindow,
): Promise<{ readonly predictions: number; readonly outcomes: number }> {
  const { m } = await tx
    .selectFrom('mw_predictions')
    .where(ofWindow(window))
    .where((e) => e.exists(e.selectFrom('mw_outcomes as o').select('o.prediction').where('o.prediction', '=', REPORTED)))
    .select((e) => e.fn.countAll<number>().as('m'))
    .executeTakeFirstOrThrow();
  return { predictions: await countRows(tx, window), outcomes: Number(m) };
}

const ofWindow =
  ({ returned, ...window }: PredictionWindow) =>
  (e: ExpressionBuilder<Tables, 'mw_predictions'>) =>
    returned ? e.and([inWindow(window)(e), e('route', '<>', 'shadow')]) : inWindow(window)(e);

const jsonOrNull = <T>(text: string | null): T | null => (text === null ? null : fromText<T>(text));

function rowOf(
  { row, value, scores, reasons, latency_us, shadow_of, ...rest }: PredictionTable,
  outcome: OutcomeTable | undefined,
): PredictionRow {
  return {
    ...rest,
    row: fromText(row),
    value: fromText(value),
    scores: jsonOrNull(scores),
    reasons: jsonOrNull(reasons),
    latencyUs: latency_us,
    shadowOf: shadow_of,
    outcome: outcomeOf(outcome),
  };
}

const outcomeOf = (report: OutcomeTable | undefined): CurrentOutcome | null =>
  report ? { value: fromText(report.value), at: report.at, receivedAt: report.received_at } : null;
