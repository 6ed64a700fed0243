import { mwError } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { parseRef } from '../../model/index.js';
import type { Reason } from '../../evaluate/index.js';
import type { LoggedPrediction } from '../../monitor/index.js';
import type { RoutingRules } from '../../store/index.js';
import type { ServeContext } from '../context.js';
import type { LiveVersion } from '../live/live-version.js';
import { drawArm } from '../routing/arms.js';
import type { Said } from './said.js';

type RawRow = Readonly<Record<string, unknown>>;

/** A request for predictions, its shape checked. */
export interface PredictRequest {
  readonly rows: readonly RawRow[];
  /** `true` is three reasons. */
  readonly explain?: boolean | number;
}

/** One row answered: by which version, what it says, and why. */
export interface AnsweredRow {
  readonly id: string;
  readonly by: LiveVersion;
  readonly said: Said;
  readonly reasons: readonly Reason[] | undefined;
}

/** All rows answered, in order, and whether their log is committed. */
export interface Answered {
  /** Whom the request was for; where rules divide rows, a row may be answered `by` another version. */
  readonly version: LiveVersion;
  readonly logged: boolean;
  readonly rows: readonly AnsweredRow[];
}

/** Which version answers which rows, with their values. */
interface Share {
  readonly by: LiveVersion;
  readonly route: string;
  readonly places: readonly number[];
  readonly values: readonly RowValues[];
}

const REASONS = 3;

/** Answers rows: reads them, divides them by the model's rules, predicts, explains, and logs. */
export async function predict(context: ServeContext, ref: string, request: PredictRequest): Promise<Answered> {
  const startedMs = performance.now();
  const { live } = context;
  const found = live.find(ref);
  const version = found instanceof Promise ? await found : found;
  const values = readRows(version, request.rows);
  const rules = live.rulesOf(ref);
  const shares = rules
    ? await divided(context, version, rules, request.rows, values)
    : [{ by: version, route: routeOf(context, ref, version), places: request.rows.map((_, i) => i), values }];
  const most = request.explain === true ? REASONS : request.explain === false ? undefined : request.explain;
  const rows: AnsweredRow[] = [];
  const entries: LoggedPrediction[] = [];
  for (const share of shares) {
    const { by, values: own } = share;
    const facts = { 'millwright.model': by.model, 'millwright.version': by.version, 'millwright.rows': own.length };
    context.observe.traced('predict', facts, () => answerShare(context, share, most, rows, entries));
  }
  const latencyUs = Math.round((performance.now() - startedMs) * 1000);
  const logged = await keep(
    context,
    entries.map((entry) => ({ ...entry, latencyUs })),
  );
  if (rules?.shadow) context.shadows.answer(version.model, rules.shadow, request.rows);
  return { version, logged, rows };
}

/** The values of all rows; throws `MW_SERVE_ROW` with the place of the first fault. */
export function readRows(version: LiveVersion, rows: readonly RawRow[]): readonly RowValues[] {
  const { reader } = version;
  return rows.map((row, index) => {
    const values = reader.read(row);
    if (values !== undefined) return values;
    const { column, reason } = reader.faultOf(row)!;
    throw mwError('MW_SERVE_ROW', { index, column, reason }, { where: `rows[${index}].${column}` });
  });
}

function routeOf({ live }: ServeContext, ref: string, version: LiveVersion): string {
  const parsed = parseRef(ref);
  if (parsed.kind === 'alias') return parsed.alias;
  return parsed.kind === 'default' && live.aliasesOf(version.model)['champion'] === version.version ? 'champion' : 'version';
}

/** Rows by version. An arm that cannot be opened, or whose schema refuses a row that the champion takes, leaves the row to the champion. */
async function divided(
  context: ServeContext,
  champion: LiveVersion,
  rules: RoutingRules,
  rows: readonly RawRow[],
  values: readonly RowValues[],
): Promise<readonly Share[]> {
  const shares = new Map<string, { by: LiveVersion; route: string; places: number[]; values: RowValues[] }>();
  const own = routeOf(context, champion.model, champion);
  for (let i = 0; i < rows.length; i++) {
    const key = champion.subject === undefined ? null : values[i][champion.subject];
    const arm = drawArm(rules, key === null ? context.nextId() : String(key));
    const by = arm && (await armVersion(context, champion.model, arm.to));
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

async function armVersion({ live }: ServeContext, model: string, to: number | string): Promise<LiveVersion | undefined> {
  try {
    return await live.find(`${model}@${to}`);
  } catch {
    return undefined;
  }
}

function answerShare(
  context: ServeContext,
  share: Share,
  most: number | undefined,
  rows: AnsweredRow[],
  entries: LoggedPrediction[],
): void {
  const { by, places, values } = share;
  context.observe.predicted(by.model, by.version, share.route, places.length);
  const margins = by.margins(values);
  const reasons = most === undefined ? undefined : by.explain(values, most);
  const at = context.clock();
  for (let i = 0; i < places.length; i++) {
    const row = { id: context.nextId(), by, said: by.said(margins, i), reasons: reasons?.[i] };
    rows[places[i]] = row;
    if (context.logMode !== 'off') entries.push(entryOf(row, share.route, values[i], at));
  }
}

/** A row's entry in the log, its latency not yet known. */
export function entryOf({ id, by, said, reasons }: AnsweredRow, route: string, row: RowValues, at: number): LoggedPrediction {
  const { model, version, subject } = by;
  const key = subject === undefined ? null : row[subject];
  return {
    id,
    model,
    version,
    at,
    route,
    subject: key === null ? null : String(key),
    row,
    value: said.value,
    probability: said.probability,
    scores: said.scores,
    decision: said.decision,
    reasons: (reasons as unknown as LoggedPrediction['reasons']) ?? null,
    latencyUs: 0,
  };
}

/** Hands entries to the log; whether they are committed is known in durable mode alone. */
async function keep({ log, logMode, observe }: ServeContext, entries: readonly LoggedPrediction[]): Promise<boolean> {
  if (entries.length === 0) return false;
  const appended = observe.traced('log append', { 'millwright.rows': entries.length }, () => log.append(entries));
  return logMode === 'durable' && (await appended);
}
