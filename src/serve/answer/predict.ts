import { mwError } from '../../core/index.js';
import type { JsonRowReader, RowValues } from '../../data/index.js';
import type { Reason } from '../../evaluate/index.js';
import type { Anomaly, LoggedPrediction } from '../../monitor/index.js';
import type { RoutingRules } from '../../store/index.js';
import type { ServeContext } from '../context.js';
import type { LiveVersion, RowAnomaly } from '../live/live-version.js';
import { drawArm } from '../routing/arms.js';
import { routeOf } from '../routing/route-of.js';
import type { Said } from './said.js';
import type { ExpectedInArms } from './expected.js';
import type { Within } from './within.js';

/** A row as a request brings it. */
export type RawRow = Readonly<Record<string, unknown>>;

/** A request for predictions, its shape checked. */
export interface PredictRequest {
  readonly rows: readonly RawRow[];
  /** `true` is three reasons. */
  readonly explain?: boolean | number;
  /** Whether to say how unusual each row is. */
  readonly anomaly?: boolean;
}

/** What a caller is told of one row: by which version it was answered, what that says, and why. */
export interface ToldRow {
  readonly id: string;
  readonly by: LiveVersion;
  readonly said: Said;
  /** What is promised to hold the truth; absent where the version promises nothing. */
  readonly within?: Within | undefined;
  /** What is expected of it in either arm; absent but of an uplift. */
  readonly expected?: ExpectedInArms | undefined;
  readonly reasons: readonly Reason[] | undefined;
  /** How unusual it is; absent when nobody asked, or nothing is known of the version's training rows. */
  readonly anomaly?: Anomaly | undefined;
}

/** The same, and what the log keeps beside it: how the row got to the version, and its values. */
export interface AnsweredRow extends ToldRow {
  readonly route: string;
  readonly values: RowValues;
}

/** All rows answered, in order, and whether their log is committed. */
export interface Answered {
  /** Whom the request was for; where rules divide rows, a row may be answered `by` another version. */
  readonly version: LiveVersion;
  readonly logged: boolean;
  readonly rows: readonly ToldRow[];
}

/** Which version answers which rows, with their values. */
interface Share {
  readonly by: LiveVersion;
  readonly route: string;
  /** Where its rows stand in the request; absent: it has them all. */
  readonly places?: readonly number[];
  readonly values: readonly RowValues[];
}

const REASONS = 3;

/** Answers rows: reads them, divides them by the model's rules, predicts, explains, and logs. */
export async function predict(context: ServeContext, ref: string, request: PredictRequest): Promise<Answered> {
  const startedMs = performance.now();
  const { live, logMode, clock, shadows } = context;
  const found = live.find(ref);
  const version = found instanceof Promise ? await found : found;
  const values = readRows(version.reader, request.rows);
  const rules = live.rulesOf(ref);
  const shares = rules
    ? await divided(context, version, rules, request.rows, values)
    : [{ by: version, route: routeOf(live, ref, version), values }];
  const rows: AnsweredRow[] = [];
  for (const share of shares) answerShare(context, share, request.anomaly ? await share.by.anomaly() : undefined, request, rows);
  const latencyUs = Math.round((performance.now() - startedMs) * 1000);
  const at = clock();
  const logged =
    logMode === 'off'
      ? false
      : await keep(
          context,
          rows.map((row) => entryOf(row, at, latencyUs)),
        );
  if (rules?.shadow) shadows.answer(version.model, rules.shadow, request.rows, rows);
  return { version, logged, rows };
}

/** The values of all rows; throws `MW_SERVE_ROW` with the place of the first fault. */
export function readRows(reader: JsonRowReader, rows: readonly RawRow[]): readonly RowValues[] {
  return rows.map((row, index) => {
    const values = reader.read(row);
    if (values !== undefined) return values;
    const { column, reason } = reader.faultOf(row)!;
    throw mwError('MW_SERVE_ROW', { index, column, reason }, { where: `rows[${index}].${column}` });
  });
}

/** Rows by version. An arm that cannot be opened, or whose schema refuses a row that the champion takes, leaves the row to the champion. */
async function divided(
  context: ServeContext,
  champion: LiveVersion,
  rules: RoutingRules,
  rows: readonly RawRow[],
  values: readonly RowValues[],
): Promise<readonly Share[]> {
  const arms = rows.map((_, i) => {
    const key = champion.subject === undefined ? null : values[i][champion.subject];
    return drawArm(rules, key === null ? context.nextId() : String(key));
  });
  const versions = await armVersions(
    context,
    champion.model,
    arms.map((arm) => arm?.to),
  );
  const own = routeOf(context.live, champion.model, champion);
  const shares = new Map<string, { by: LiveVersion; route: string; places: number[]; values: RowValues[] }>();
  for (let i = 0; i < rows.length; i++) {
    const arm = arms[i];
    const by = arm && versions.get(arm.to);
    const read = by?.reader.read(rows[i]);
    const [version, route, row] = by && read ? [by, arm.route, read] : [champion, own, values[i]];
    const name = `${route} ${version.version}`;
    const share = shares.get(name) ?? { by: version, route, places: [], values: [] };
    share.places.push(i);
    share.values.push(row);
    shares.set(name, share);
  }
  return [...shares.values()];
}

/** The versions that arms lead to, without those that cannot be opened. */
async function armVersions({ live }: ServeContext, model: string, arms: readonly (number | string | undefined)[]) {
  const versions = new Map<number | string, LiveVersion>();
  for (const to of new Set(arms)) {
    if (to === undefined) continue;
    const found = await armVersion(live, `${model}@${to}`);
    if (found) versions.set(to, found);
  }
  return versions;
}

async function armVersion(live: ServeContext['live'], ref: string): Promise<LiveVersion | undefined> {
  try {
    return await live.find(ref);
  } catch {
    return undefined;
  }
}

function answerShare(
  context: ServeContext,
  { by, route, places, values }: Share,
  anomalyOf: RowAnomaly | undefined,
  { explain }: PredictRequest,
  rows: AnsweredRow[],
): void {
  const { observe, nextId } = context;
  observe.predicted(by.model, by.version, route, values.length);
  const facts = { 'millwright.model': by.model, 'millwright.version': by.version, 'millwright.rows': values.length };
  observe.traced('predict', facts, () => {
    const margins = by.margins(values);
    const reasons = explain ? by.explain(values, explain === true ? REASONS : explain) : undefined;
    const within = by.within?.(values, margins);
    const expected = by.expected?.(values);
    for (let i = 0; i < values.length; i++) {
      const [said, anomaly] = [by.said(margins, i, values[i]), anomalyOf?.(values[i])];
      rows[places ? places[i] : i] = {
        id: nextId(),
        by,
        route,
        values: values[i],
        said,
        within: within?.[i],
        expected: expected?.[i],
        reasons: reasons?.[i],
        anomaly,
      };
    }
  });
}

/** A row's entry in the log. */
export function entryOf({ id, by, route, values, said, reasons }: AnsweredRow, at: number, latencyUs: number): LoggedPrediction {
  const { model, version, subject } = by;
  const key = subject === undefined ? null : values[subject];
  return {
    id,
    model,
    version,
    at,
    route,
    subject: key === null ? null : String(key),
    row: values,
    value: said.value,
    probability: said.probability,
    scores: said.scores,
    decision: said.decision,
    reasons: reasons?.map(({ feature, value, effect, text }) => ({ feature, value, effect, text })) ?? null,
    latencyUs,
  };
}

/** Hands entries to the log; whether they are committed is known in durable mode alone. */
async function keep({ log, logMode, observe }: ServeContext, entries: readonly LoggedPrediction[]): Promise<boolean> {
  const appended = observe.traced('log append', { 'millwright.rows': entries.length }, () => log.append(entries));
  return logMode === 'durable' && (await appended);
}
