import type { TargetlessTask, Task } from '../../core/index.js';
import { sketchOfVersion, type ModelContent, type RegisteredModel, type RunOptions } from '../../model/index.js';
import { servedVersions } from '../../store/index.js';
import { oddRows } from '../anomaly/odd-rows.js';
import type { DriftFinding } from '../drift/finding.js';
import { driftOf } from '../drift/drift-of.js';
import { labelledRows } from '../realise/labelled.js';
import { dayFigures, segmentFigures, type PartFigures } from '../realise/parts.js';
import type { ServedRows } from '../window/served-rows.js';
import { importanceOf, windowOf } from './drift.js';
import { healthOf } from './health.js';
import type { MonitorReport } from './monitor-report.js';

/** As which task with a target the logged answers read: a value, or one of several labels. */
const READS_AS: Readonly<Record<TargetlessTask, Task>> = { segment: 'multiclass', outlier: 'regression', uplift: 'regression' };

/** The content of a model without a target, as the log's readers take it. */
export const readableContent = (content: ModelContent<TargetlessTask>): ModelContent => ({
  ...content,
  task: READS_AS[content.task],
  target: '',
});

const NO_LABELS =
  'There is no target: no outcome can prove the answers right or wrong, and nothing can be estimated. What is told is how inputs and answers changed.';

/** What is known of served answers without a target: how inputs and answers changed, odd rows, and how serving itself does. */
export async function rowsFacts(
  model: RegisteredModel<TargetlessTask>,
  run: RunOptions,
  served: ServedRows,
  look: { readonly within: string | undefined; readonly labelsWithinMs: number; readonly now: number },
): Promise<Omit<MonitorReport, 'alerts' | 'trust'>> {
  const { record } = model;
  const { task, seed } = model.content;
  const { store } = run.workspace;
  const content = readableContent(model.content);
  const who = { model: model.model, version: model.version };
  const labelled = labelledRows(served, content, look);
  const sketch = served.rows === 0 ? undefined : await sketchOfVersion(model.registered, run);
  const drift: readonly DriftFinding[] = sketch
    ? driftOf(sketch, windowOf({ content }, served), { importance: importanceOf({ content, record }) })
    : [];
  const versions = await store.read((tx) => servedVersions(tx, { model: who.model, from: served.from, to: served.to }));
  const parts = { content, served, labelled, estimate: () => ({}), metrics: [] };
  const scored = <P extends PartFigures>(part: P): P => (READS_AS[task] === 'regression' ? part : { ...part, meanScore: null });
  return {
    ...who,
    task,
    window: { from: new Date(served.from).toISOString(), to: new Date(look.now).toISOString() },
    predictions: served.rows + served.passedOver,
    outcomes: 0,
    versions: versions.map((one) => ({ ...one, outcomes: 0, metrics: {} })),
    metric: record.metric,
    metrics: {},
    omitted: {},
    estimated: {},
    expected: null,
    promised: record.metrics,
    labels: { within: look.within ?? null, due: 0, known: 0, early: false, strange: 0 },
    health: await healthOf(store, who, served, drift, look.now),
    drift,
    days: dayFigures(parts).map(scored),
    segments: segmentFigures(parts).map(scored),
    ...(sketch ? { odd: oddRows(sketch, served, seed) } : {}),
    notes: [NO_LABELS],
  };
}
