import { count, figure } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';
import { decayOf } from '../alerts/built-in.js';
import type { Watched } from '../alerts/watched.js';
import type { MonitorReport, Trust } from './monitor-report.js';

type Facts = Omit<MonitorReport, 'alerts' | 'trust'>;

/** Whether a version can be relied on, in one sentence, and what speaks against it. */
export function trustOf(facts: Facts, watched: Watched): Trust {
  const name = `${facts.model}@${facts.version}`;
  if (facts.predictions === 0)
    return { verdict: 'unknown', text: `Nobody can say whether ${name} can be trusted: it answered no row in this window.`, reasons: [] };
  const against = evidenceAgainst(facts, watched);
  const doubts = [...harderRows(facts, watched), ...doubtsOf(facts)];
  if (against.length > 0) return { verdict: 'no', text: `${name} cannot be trusted today.`, reasons: [...against, ...doubts] };
  const sure = evidenceOf(facts, watched);
  if (doubts.length > 0)
    return { verdict: 'careful', text: `${name} can be trusted with care: ${sure ?? 'nothing proves it wrong'}.`, reasons: doubts };
  if (sure === undefined)
    return {
      verdict: 'unknown',
      text: `Nothing speaks against ${name}, but nothing proves it right yet: there are too few outcomes.`,
      reasons: [],
    };
  return { verdict: 'yes', text: `${name} can be trusted today: ${sure}.`, reasons: [] };
}

/** What proves the version wrong. */
function evidenceAgainst({ skew }: Facts, { performance }: Watched): string[] {
  const decay = performance && decayOf(performance);
  return [
    ...(decay?.fell ? [decay.text] : []),
    ...(skew && skew.skewed > 0
      ? [
          `${count(skew.skewed, 'served row')} of ${skew.rows.toLocaleString('en')} recomputed got another answer than the batch path gives.`,
        ]
      : []),
  ];
}

/** Rows that are harder than those of training are no fault of the version, but its users should know. */
function harderRows({ outcomes, estimated, promised, metric }: Facts, { performance }: Watched): string[] {
  if (outcomes > 0 || !performance || !estimated[metric] || !worse(performance.better, estimated[metric], promised[metric])) return [];
  return [`Without outcomes, ${metric} is estimated at ${shown(estimated[metric])}; training promised ${shown(promised[metric])}.`];
}

/** What may hurt. */
function doubtsOf({ drift, health, labels, money }: Facts): string[] {
  const alarms = drift.filter((finding) => finding.alarm);
  const changed = new Set(alarms.filter(({ kind }) => kind !== 'concept').map((finding) => finding.feature));
  return [
    ...alarms.filter(({ kind }) => kind === 'concept').map(({ text }) => text),
    ...(changed.size > 0
      ? [`${count(changed.size, 'column')} changed: ${[...changed].slice(0, 5).join(', ')}${changed.size > 5 ? ' …' : ''}.`]
      : []),
    ...(health.dropped > 0 ? [`The prediction log lost ${count(health.dropped, 'row')}; they are in no figure.`] : []),
    ...(labels.strange > 0 ? [`${count(labels.strange, 'outcome')} fit no label of the model.`] : []),
    ...(money?.perRow && money.perRow.high < 0 ? ['Acting on its word loses money.'] : []),
  ];
}

/** What proves it right, as the end of a sentence. */
function evidenceOf({ outcomes, labels, estimated, metric }: Facts, { performance }: Watched): string | undefined {
  if (performance?.realised)
    return `${metric} is ${shown(performance.realised)} on ${count(outcomes, 'outcome')}${labels.early ? ' that came quickly' : ''}, and was promised to be ${shown(performance.promised)}`;
  if (performance && estimated[metric])
    return `without outcomes, ${metric} is estimated at ${shown(estimated[metric])}; promised was ${shown(performance.promised)}`;
  return undefined;
}

const worse = (better: 'higher' | 'lower', one: Interval, due: Interval): boolean =>
  better === 'higher' ? one.high < due.low : one.low > due.high;
const shown = ({ value, low, high }: Interval): string => `${figure(value)} (${figure(low)} … ${figure(high)})`;
