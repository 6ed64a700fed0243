import { DAY_MS, hasTarget, type AnyTask, type TargetlessTask } from '../../core/index.js';
import { durationMs } from '../../data/index.js';
import { metricNamed, metricsOf, type Interval } from '../../evaluate/index.js';
import {
  openAnyModel,
  sketchOfVersion,
  type ModelContent,
  type MonitorRules,
  type OpenModel,
  type RegisteredModel,
  type RunOptions,
} from '../../model/index.js';
import { evaluateAlerts } from '../alerts/evaluate.js';
import type { Watched } from '../alerts/watched.js';
import { oddRows } from '../anomaly/odd-rows.js';
import { expectedMoney } from '../estimate/expected-money.js';
import { openEstimator } from '../estimate/estimator.js';
import { standardErrorOf } from '../estimate/standard-error.js';
import { labelledRows, type Labelled } from '../realise/labelled.js';
import { realisedMetrics } from '../realise/metrics.js';
import { actsOf, limitNotes, payoffOf, realisedMoney } from '../realise/money.js';
import { readableContent, rowsFacts } from './rows-report.js';
import { dayFigures, segmentFigures } from '../realise/parts.js';
import { recompute } from '../skew/recompute.js';
import { segmentsFor } from '../window/segments.js';
import { MOST_ROWS, readServed, type ServedRows } from '../window/served-rows.js';
import { driftIn } from './drift.js';
import { healthOf } from './health.js';
import type { MonitorReport } from './monitor-report.js';
import { trustOf } from './trust.js';
import { versionFigures } from './versions.js';
import { watchedOf } from './watched.js';

/** How a version is looked at. */
export interface MonitorRunOptions {
  /** How far back: `7d`. Default: 30 days, and before them as long as labels take to come. */
  readonly since?: string;
  /** How many served rows to answer again through the batch path. Default 200. */
  readonly recompute?: number;
  /** What the definition says now; default for `labelsWithin`: what it said when the version was trained. */
  readonly rules?: MonitorRules;
}

const DEFAULT_DAYS = 30;
const RECOMPUTED = 200;

/**
 * How a served version does: what it answered, what became true, what that earned, what is to be expected without outcomes, what changed in
 * the data, and how serving itself does. `ref` is a name, `name@N` or `name@alias`; none: champion, else the newest.
 *
 * Alerts are evaluated (and opened or ended) by the way; sending their notices is for `deliverNotices`. 100,000 rows of 20 columns
 * with outcomes: 2.6 s of one core, two fifths of it reading the log.
 */
export async function monitorModel(ref: string, run: RunOptions, options: MonitorRunOptions = {}): Promise<MonitorReport> {
  return (await lookAtVersion(await openAnyModel(ref, run), run, options)).report;
}

/** The same of a version that is open, and what alert rules and retraining read of it. */
export async function lookAtVersion(
  model: RegisteredModel<AnyTask>,
  run: RunOptions,
  options: MonitorRunOptions,
): Promise<{ readonly report: MonitorReport; readonly watched: Watched }> {
  const { store } = run.workspace;
  const now = run.clock();
  const within = options.rules?.labelsWithin ?? model.record.watch?.labelsWithin;
  const labelsWithinMs = within === undefined ? 0 : durationMs(within);
  const sinceMs = options.since === undefined ? DEFAULT_DAYS * DAY_MS + labelsWithinMs : durationMs(options.since);
  const window = { model: model.model, version: model.version, from: now - sinceMs, to: now + 1 };
  const segments = segmentsFor(model.record.watch?.slices ?? {}, [...model.content.inputs, ...model.content.ids]);
  run.progress('reading the prediction log');
  const { content, facts: tell } = viewOf(model);
  const served = await readServed(store, content, segments.tests, window);
  run.progress('judging');
  const facts = await tell(run, served, { within, labelsWithinMs, now, recompute: options.recompute ?? RECOMPUTED });
  const notes = [...notesOf(served, segments.unknown), ...facts.notes];
  const watched = watchedOf(facts, model.record.baseline[model.record.metric] ?? null);
  const { open } = await evaluateAlerts(store, watched, options.rules, run.clock);
  return { report: { ...facts, notes, trust: trustOf(facts, watched), alerts: open }, watched };
}

/** How the log reads for a model, and what is told of it: without a target no outcome and no estimate. */
function viewOf(model: RegisteredModel<AnyTask>): {
  readonly content: ModelContent;
  readonly facts: (run: RunOptions, served: ServedRows, look: Look) => Promise<Facts>;
} {
  if (hasTarget(model.content.task)) {
    const own = model as RegisteredModel;
    return { content: own.content, facts: (...rest) => factsOf(own, ...rest) };
  }
  const own = model as RegisteredModel<TargetlessTask>;
  return { content: readableContent(own.content), facts: (...rest) => rowsFacts(own, ...rest) };
}

interface Look {
  readonly within: string | undefined;
  readonly labelsWithinMs: number;
  readonly now: number;
  readonly recompute: number;
}

type Facts = Omit<MonitorReport, 'alerts' | 'trust'>;

async function factsOf(model: RegisteredModel, run: RunOptions, served: ServedRows, look: Look): Promise<Facts> {
  const { content, record } = model;
  const who = { model: model.model, version: model.version };
  const { store } = run.workspace;
  const labelled = labelledRows(served, content, look);
  const realised = realisedMetrics(labelled.sample, { seed: content.seed });
  const sketch = served.rows === 0 ? undefined : await sketchOfVersion(model.registered, run);
  const { findings: drift, notes } = driftIn(model, sketch, served, labelled);
  const { estimate, chances } = await openEstimator(model, served, run);
  const estimated = estimate();
  const parts = { content, served, labelled, estimate, metrics: partMetrics(record.metric, content.task) };
  const money = moneyIn(model, served, labelled, chances);
  const own = {
    ...who,
    outcomes: labelled.rows.length,
    metrics: Object.fromEntries(Object.entries(realised.metrics).filter(([name]) => parts.metrics.includes(name))),
    ...(money?.perRow ? { moneyPerRow: money.perRow } : {}),
  };
  const skew = look.recompute > 0 ? await recompute(model, served, run, { rows: look.recompute }) : undefined;
  return {
    ...who,
    task: content.task,
    window: { from: iso(served.from), to: iso(look.now) },
    predictions: served.rows + served.passedOver,
    outcomes: served.y.reduce((n, y) => n + Number(!Number.isNaN(y)), 0),
    versions: await versionFigures(own, run, { ...look, from: served.from, to: served.to, metrics: parts.metrics }),
    metric: record.metric,
    metrics: { ...realised.metrics, ...inMoney(record.metric, money?.perRow) },
    omitted: realised.omitted,
    estimated: { ...estimated, ...inMoney(record.metric, money?.estimatedPerRow) },
    expected:
      inMoney(record.metric, money?.estimatedPerRow)['money'] ??
      (labelled.rows.length === served.rows
        ? estimated
        : estimate({ of: labelled.rows, metrics: [metricNamed(record.metric, content.task)] }))[record.metric] ??
      null,
    promised: record.metrics,
    labels: labelsIn(labelled, served, look),
    ...(money ? { money } : {}),
    health: await healthOf(store, who, served, drift, look.now),
    drift,
    days: dayFigures(parts),
    segments: segmentFigures(parts),
    ...(sketch ? { odd: oddRows(sketch, served, content.seed) } : {}),
    ...(skew ? { skew } : {}),
    notes: [...notes, ...(content.decide ? limitNotes(served, content.decide) : [])],
  };
}

/** What was earned, under the name of the metric, where models are chosen by it. */
const inMoney = (metric: string, perRow: Interval | null | undefined): Readonly<Record<string, Interval>> =>
  metric === 'money' && perRow ? { money: perRow } : {};

function labelsIn({ mature, matureKnown, early }: Labelled, { strange }: ServedRows, { within }: Look): MonitorReport['labels'] {
  return { within: within ?? null, due: mature, known: matureKnown, early, strange };
}

/** Undefined without a payoff. */
function moneyIn(
  { content, record }: OpenModel,
  served: ServedRows,
  { rows }: Labelled,
  chances: Float64Array | undefined,
): MonitorReport['money'] {
  const { decide, seed } = content;
  if (!decide) return undefined;
  const promised = record.evaluation.money?.perRow ?? null;
  return {
    ...realisedMoney(served, rows, decide, { seed }),
    promisedPerRow: promised,
    estimatedPerRow: chances
      ? expectedMoney(chances, actsOf(served, decide), payoffOf(served, decide), promised ? standardErrorOf(promised) : 0)
      : null,
  };
}

/** What is told of a day or a segment: the metric that chose the version, and one that readers know. */
function partMetrics(chosen: string, task: OpenModel['content']['task']): string[] {
  const known = { binary: 'auc', multiclass: 'accuracy', regression: 'mae' }[task];
  return metricsOf(task)
    .map(({ name }) => name)
    .filter((name) => name === chosen || name === known);
}

function notesOf({ passedOver }: ServedRows, unknownSegments: readonly string[]): string[] {
  return [
    ...(passedOver > 0
      ? [
          `The window holds more than ${MOST_ROWS.toLocaleString('en')} rows: figures but the count are of the newest; the ${passedOver.toLocaleString('en')} oldest were passed over.`,
        ]
      : []),
    ...(unknownSegments.length > 0
      ? [`No figures of ${unknownSegments.map((name) => `"${name}"`).join(', ')}: the log keeps only columns that the model reads.`]
      : []),
  ];
}

const iso = (at: number): string => new Date(at).toISOString();
