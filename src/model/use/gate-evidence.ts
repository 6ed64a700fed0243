import { metricNamed, type Metric } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { floorKey } from '../define.js';
import { evaluateGate, type Floor, type GateResult, type Incumbent } from '../gates/index.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { evidenceOf, type Evidence } from './evidence.js';
import { gainOnCommonRows, gainOnUnseenRows, gainOverIncumbent, type Gain } from './paired-gain.js';

/** Puts a version before the gate, beside the one that it would replace. */
export async function gateOf(version: Version, champion: Version | undefined, run: RunOptions): Promise<GateResult> {
  const own = await evidenceOf(version, run);
  const { content, record } = own;
  const metric = metricNamed(record.metric, content.task);
  const incumbent = champion && incumbentOf(own, await evidenceOf(champion, run), metric);
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

function floorsOf({ gate, task }: ModelContent): readonly Floor[] {
  return Object.entries(gate.floors ?? {}).map(([key, value]) => {
    const floor = floorKey(key);
    return { ...floor, better: metricNamed(floor.metric, task).better, value };
  });
}

function incumbentOf(own: Evidence, champion: Evidence, metric: Metric): Incumbent {
  const gain = comparable(own, champion) ? gainOf(own, champion, metric) : undefined;
  return { name: champion.name, metrics: champion.record.metrics, gain: gain ?? { value: NaN, low: NaN, high: NaN, rows: 0 } };
}

const comparable = (a: Evidence, b: Evidence): boolean =>
  a.content.task === b.content.task && a.content.labels.join('\n') === b.content.labels.join('\n');

/**
 * Trained on the same data: the rows that were in both holdouts, so that neither saw them. On data that have grown: those, and the new ones of the
 * newcomer's holdout. On other data: all of its holdout, which the champion scored when the newcomer was trained.
 */
function gainOf(own: Evidence, champion: Evidence, metric: Metric): Gain | undefined {
  const { holdout } = own;
  if (!holdout) return undefined;
  if (own.record.lineage.data === champion.record.lineage.data) {
    return champion.holdout && gainOnCommonRows(metric, own.content, holdout, champion.holdout);
  }
  if (own.record.lineage.parent !== champion.name) return undefined;
  const { refit } = champion.record.lineage.fits;
  const unseen = champion.holdout && gainOnUnseenRows(metric, own.content, holdout, champion.holdout, refit);
  return unseen ?? gainOverIncumbent(metric, own.content, holdout);
}
