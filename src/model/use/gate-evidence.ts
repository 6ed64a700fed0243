import type { AnyTask } from '../../core/index.js';
import { figureNamed, metricNamed, type Metric } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { fairnessFigure, floorKey } from '../define.js';
import { evaluateGate, type Floor, type GateResult, type Incumbent } from '../gates/index.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { comparedRows } from './compared-rows.js';
import { anyEvidenceOf, isOfTarget, type AnyEvidence, type Evidence } from './evidence.js';
import { foundGain } from './found-gain.js';
import { gainOn, type Gain } from './paired-gain.js';
import { lackingAmounts, termsApart } from './terms-apart.js';

/** Puts a version before the gate, beside the one that it would replace. */
export async function gateOf(version: Version, champion: Version | undefined, run: RunOptions): Promise<GateResult> {
  const own = await anyEvidenceOf(version, run);
  const { content, record } = own;
  const incumbent = champion && anyIncumbentOf(own, await anyEvidenceOf(champion, run));
  const { tolerance } = content.gate;
  const { slices, fairness = [] } = isOfTarget(own) ? own.record.evaluation : { slices: [] };
  return evaluateGate(
    {
      name: own.name,
      rows: record.rows.holdout,
      metrics: record.metrics,
      segments: Object.fromEntries(slices.map((s) => [s.name, { rows: s.rows, metrics: s.metrics }])),
      groups: Object.fromEntries(fairness.map((f) => [f.column, { rows: record.rows.holdout, metrics: f.differences }])),
      leaks: record.warnings.filter((w) => w.probe === 'singleFeature').map((w) => w.message),
      ...(incumbent ? { incumbent } : {}),
    },
    { metric: record.metric, ...(tolerance === undefined ? {} : { tolerance }), floors: floorsOf(content) },
  );
}

/** No rows that both judged. */
const NO_GAIN: Gain = { value: NaN, low: NaN, high: NaN, rows: 0, other: NaN };

function anyIncumbentOf(own: AnyEvidence, champion: AnyEvidence): Incumbent {
  const { name } = champion;
  if (isOfTarget(own) && isOfTarget(champion)) return incumbentOf(own, champion, metricNamed(own.record.metric, own.content.task));
  if (isOfTarget(own) || isOfTarget(champion))
    return {
      name,
      gain: NO_GAIN,
      incomparable: `${name} does ${champion.content.task}, ${own.name} does ${own.content.task}`,
    };
  const found = foundGain(own, champion);
  if ('why' in found) return { name, gain: NO_GAIN, incomparable: found.why };
  if ('agreement' in found) return { name, gain: NO_GAIN, agreement: found.agreement };
  return { name, gain: found.gain };
}

function floorsOf({ gate, task }: Pick<ModelContent<AnyTask>, 'gate' | 'task'>): readonly Floor[] {
  return Object.entries(gate.floors ?? {}).map(([key, value]) => {
    const floor = floorKey(key);
    const apart = fairnessFigure(floor.metric, task);
    if (apart && floor.segment !== undefined) return { metric: floor.metric, groupsOf: floor.segment, better: apart.better, value };
    return { ...floor, better: figureNamed(floor.metric, task).better, value };
  });
}

function incumbentOf(own: Evidence, champion: Evidence, metric: Metric): Incumbent {
  const { name, content } = champion;
  const compared = comparedRows(own, champion);
  const gain = (compared && gainOn(metric, own.content, content, compared.rows)) ?? NO_GAIN;
  if (metric.needs !== 'payoff') return { name, gain };
  const incomparable = compared && lackingAmounts(own, champion, compared.rows);
  if (incomparable !== undefined) return { name, gain, incomparable };
  const terms = termsApart(own, champion);
  return { name, gain, ...(terms === undefined ? {} : { terms }) };
}
