import { metricNamed, type Metric } from '../../evaluate/index.js';
import { readArtifact } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { floorKey } from '../define.js';
import { evaluateGate, type Floor, type GateResult, type Incumbent } from '../gates/index.js';
import { holdoutOf } from '../holdout.js';
import { recordFrom, type ModelRecord } from '../record.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { gainOnCommonRows, gainOverIncumbent, type Gain } from './paired-gain.js';

/** A version as the gate looks at it: its figures, not its predictor. */
interface Judged {
  /** `churn@2`. */
  readonly name: string;
  readonly version: Version;
  readonly content: ModelContent;
  readonly record: ModelRecord;
}

/** Puts a version before the gate, beside the one that it would replace. */
export async function gateOf(version: Version, champion: Version | undefined, run: RunOptions): Promise<GateResult> {
  const own = await judgedOf(version, run);
  const { content, record } = own;
  const metric = metricNamed(record.metric, content.task);
  const incumbent = champion && (await incumbentOf(own, await judgedOf(champion, run), metric, run));
  const { tolerance } = content.gate;
  return evaluateGate(
    {
      name: own.name,
      rows: record.rows.holdout,
      metrics: record.metrics,
      segments: Object.fromEntries(record.evaluation.slices.map((s) => [s.name, { rows: s.rows, metrics: s.metrics }])),
      leaks: record.warnings.filter((w) => w.probe === 'singleFeature').map((w) => w.message),
      ...(incumbent ? { incumbent } : {}),
    },
    { metric: metric.name, ...(tolerance === undefined ? {} : { tolerance }), floors: floorsOf(content) },
  );
}

async function judgedOf(version: Version, run: RunOptions): Promise<Judged> {
  const artifact = await readArtifact(run.workspace.blobs, version.files);
  const content = artifact.content as unknown as ModelContent;
  return { name: `${version.model}@${version.version}`, version, content, record: recordFrom(artifact.record, content.task) };
}

function floorsOf({ gate, task }: ModelContent): readonly Floor[] {
  return Object.entries(gate.floors ?? {}).map(([key, value]) => {
    const floor = floorKey(key);
    return { ...floor, better: metricNamed(floor.metric, task).better, value };
  });
}

async function incumbentOf(own: Judged, champion: Judged, metric: Metric, run: RunOptions): Promise<Incumbent> {
  const gain = comparable(own, champion) ? await gainOf(own, champion, metric, run) : undefined;
  return { name: champion.name, metrics: champion.record.metrics, gain: gain ?? { value: NaN, low: NaN, high: NaN, rows: 0 } };
}

const comparable = (a: Judged, b: Judged): boolean =>
  a.content.task === b.content.task && a.content.labels.join('\n') === b.content.labels.join('\n');

/**
 * Trained on the same data: the rows that were in both holdouts, so that neither saw them. On other data: the newcomer's
 * holdout, which the champion scored when the newcomer was trained.
 */
async function gainOf(own: Judged, champion: Judged, metric: Metric, run: RunOptions): Promise<Gain | undefined> {
  const holdout = await holdoutOf(own.version, own.content, run);
  if (!holdout) return undefined;
  if (own.record.lineage.data === champion.record.lineage.data) {
    const before = await holdoutOf(champion.version, champion.content, run);
    return before && gainOnCommonRows(metric, own.content, holdout, before);
  }
  return own.record.lineage.parent === champion.name ? gainOverIncumbent(metric, own.content, holdout) : undefined;
}
