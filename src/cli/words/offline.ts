import { count, figure } from '../../core/index.js';
import type { OffPolicyFault, OffPolicyMethod } from '../../evaluate/index.js';
import type { OfflineExperiment } from '../../monitor/index.js';
import { paint, textTable } from '../terminal/index.js';
import { interval } from './figures.js';

const METHODS: Readonly<Record<OffPolicyMethod, string>> = {
  dr: 'doubly robust',
  snips: 'self-normalised',
  ips: 'inverse propensity',
};

/** What `experiment offline` says: what the version would have brought, whether that is sure, and what the estimate rests on. */
export function offlineText(found: OfflineExperiment, { colour }: { readonly colour: boolean }): string {
  const p = paint(colour);
  const { evaluation, lists, period } = found;
  const { logged, estimates, best, weights, faults } = evaluation;
  const days = `${period.from.slice(0, 10)} to ${period.to.slice(0, 10)}`;
  const methods = (Object.keys(METHODS) as OffPolicyMethod[]).filter((name) => estimates[name]);
  const rows = methods.map((name) => [METHODS[name], interval(estimates[name]!.value), interval(estimates[name]!.gain)]);
  return [
    p.bold(`${found.model}@${found.version} on ${count(lists, 'list')} that others answered, ${days}`),
    ...leftOut(found),
    '',
    p.bold(verdict(found)),
    '',
    ...textTable(
      [{ title: `${rewardWords(found)} per list` }, { title: 'brings', align: 'right' }, { title: 'more than was served', align: 'right' }],
      [['as served', interval(logged), ''], ...rows],
      { title: p.dim },
    ),
    '',
    `Rests on what ${figure(weights.effectiveRewards, 3)} rewards of its own would say; the heaviest place counts ${figure(weights.largest, 3)} times. The ${METHODS[best]} estimate is the one to go by. An estimate is no experiment: test a version that looks better (millwright route ${found.model} --ab).`,
    ...faults.map((fault) => p.bold(FAULTS[fault])),
  ].join('\n');
}

const FAULTS: Readonly<Record<OffPolicyFault, string>> = {
  support:
    'NO VERDICT. The version recommends what the served lists never held: chance has to reach further (lists: { explore }), or an experiment has to say.',
  few_rewards: 'NO VERDICT. Too few rewards carry the estimate: serve with exploration for longer, or with a larger share of it.',
};

const rewardWords = ({ reward }: OfflineExperiment): string =>
  reward === 'revenue' ? 'revenue' : reward.length === 0 ? 'items taken' : `items with ${reward.join(' or ')}`;

function verdict({ evaluation: { estimates, best, faults } }: OfflineExperiment): string {
  if (faults.length > 0) return 'What it would bring cannot be said from this log.';
  const { low, high } = estimates[best]!.gain;
  if (low > 0) return 'It would have brought more.';
  return high < 0 ? 'It would have brought less.' : 'Whether it would have brought more is not sure.';
}

function leftOut({ leftOut: { certain, nobody, seen } }: OfflineExperiment): readonly string[] {
  const reasons = [
    ...(certain > 0 ? [`${certain.toLocaleString('en')} left nothing to chance`] : []),
    ...(nobody > 0 ? [`${nobody.toLocaleString('en')} named no user`] : []),
    ...(seen > 0 ? [`${seen.toLocaleString('en')} came before the end of its training`] : []),
  ];
  return reasons.length === 0 ? [] : [`Other lists say nothing of it: ${reasons.join(', ')}.`];
}
