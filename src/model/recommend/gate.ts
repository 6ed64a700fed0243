import { meanInterval } from '../../evaluate/index.js';
import { floorKey } from '../define.js';
import { evaluateGate, type GateResult, type Incumbent } from '../gates/index.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { RECOMMEND } from './content.js';
import { evidenceOf, pairedGains, type RecommendEvidence } from './evidence.js';

/**
 * Puts a recommender before the gate, beside the one that it would replace: by the users of the same events, or by what the champion's settings made of the newer
 * version's events.
 */
export async function recommendGate(version: Version, champion: Version | undefined, run: RunOptions): Promise<GateResult> {
  const own = await evidenceOf(version, run);
  const { content, record } = own;
  const incumbent = champion && (await incumbentOf(own, champion, run));
  const { tolerance, floors = {} } = content.gate;
  return evaluateGate(
    { name: own.name, rows: record.users.judged, metrics: record.metrics, ...(incumbent ? { incumbent } : {}) },
    {
      metric: record.metric,
      ...(tolerance === undefined ? {} : { tolerance }),
      floors: Object.entries(floors).map(([key, value]) => ({ ...floorKey(key), better: 'higher' as const, value })),
    },
  );
}

const NO_GAIN = { value: NaN, low: NaN, high: NaN, rows: 0, other: NaN };

async function incumbentOf(own: RecommendEvidence, champion: Version, run: RunOptions): Promise<Incumbent> {
  const name = `${champion.model}@${champion.version}`;
  if (champion.task !== RECOMMEND) return { name, gain: NO_GAIN, incomparable: `${name} does ${champion.task}, ${own.name} recommends` };
  const { incumbent, users } = own.record;
  if (incumbent?.name === name) return { name, gain: { ...incumbent.gain, rows: users.judged, other: incumbent.other } };
  if (users.judged === 0) return { name, gain: NO_GAIN, incomparable: `nobody took anything new that ${own.name} could be judged by` };
  return pairedWith(own, await evidenceOf(champion, run));
}

/** Two versions that judged the same users by the same events. */
function pairedWith(own: RecommendEvidence, other: RecommendEvidence): Incumbent {
  const { name } = other;
  const gains = pairedGains(own, other);
  if (!gains)
    return { name, gain: NO_GAIN, incomparable: `${own.name} was judged on other events, before ${name} was champion; train it again` };
  const gain = meanInterval(gains, { seed: own.content.seed }, [-1, 1]);
  return { name, gain: { ...gain, rows: gains.length, other: other.record.metrics[own.record.metric].value } };
}
