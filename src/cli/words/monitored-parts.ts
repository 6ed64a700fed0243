import { count, figure, money } from '../../core/index.js';
import type { Health, MonitorReport, Trust } from '../../monitor/index.js';
import type { Paint } from '../terminal/index.js';
import { interval } from './figures.js';

/** Changes that are shown. */
export const SHOWN = 8;

/** Whether it can be trusted, with what else belongs into that line, and what speaks against it. */
export function trustLines({ verdict, text, reasons }: Trust, p: Paint, more: readonly string[] = []): readonly string[] {
  const tone = { yes: p.green, careful: p.yellow, no: p.red, unknown: p.bold }[verdict];
  return [[tone(text), ...more].join(' '), ...reasons.map((reason) => `  ${reason}`)];
}

/** A moment to the minute. */
export const shortTime = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** `2026-01-01 00:00 … 2026-01-31 00:00 UTC` */
export const windowWords = ({ from, to }: MonitorReport['window']): string => `${shortTime(from)} … ${shortTime(to)} UTC`;

/** How much every version answered, where there are several. */
export const versionWords = (versions: readonly { readonly version: number; readonly answers: number }[]): string =>
  versions.length > 1
    ? ` Versions: ${versions.map(({ version, answers }) => `@${version} ${answers.toLocaleString('en')}`).join(', ')}.`
    : '';

/** Statistics that are told beside the one that decides. */
const BESIDE = ['ks', 'cramers_v_counts', 'psi'] as const;

/** What changed, a line each. */
export function alarmLines(drift: MonitorReport['drift'], p: Paint): readonly string[] {
  const alarms = drift.filter((finding) => finding.alarm);
  const rest = alarms.length - SHOWN;
  return [
    ...alarms.slice(0, SHOWN).map((finding) => {
      const others = BESIDE.flatMap((name) => (name in finding.figures ? [`${name} ${figure(finding.figures[name], 2)}`] : []));
      const by = [`${finding.statistic} ${interval(finding)}`, ...others].join(', ');
      return `  ${finding.large ? p.yellow(finding.text) : finding.text} ${p.dim(by)}`;
    }),
    ...(rest > 0 ? [p.dim(`and ${count(rest, 'more change')}; --json has all`)] : []),
  ];
}

/** `3 minutes`, `5.2 hours`, `3 days` */
export function ageText(hours: number): string {
  if (hours < 1) return count(Math.round(hours * 60), 'minute');
  return hours < 48 ? `${figure(hours, 2)} hours` : count(Math.round(hours / 24), 'day');
}

/** How long answers take, and how old the newest is. */
export const answerFacts = ({ latency, freshnessHours }: Pick<Health, 'latency' | 'freshnessHours'>): readonly string[] => [
  ...(latency ? [`answers take ${figure(latency.p50Ms, 3)} ms, 1 in 100 more than ${figure(latency.p99Ms, 3)} ms`] : []),
  ...(freshnessHours === null ? [] : [`the newest is ${ageText(freshnessHours)} old`]),
];

/** The alerts that last, with what to do. */
export function alertLines({ alerts, model }: Pick<MonitorReport, 'alerts' | 'model'>, p: Paint): readonly string[] {
  if (alerts.length === 0) return [];
  const cost = alerts.find((alert) => alert.cost !== null)?.cost;
  return [
    '',
    ...alerts.flatMap(({ rule, since, text, todo }) => [
      `${p.red(`alert "${rule}"`)} on ${model} since ${shortTime(since)}: ${text}`,
      `  ${todo}`,
    ]),
    ...(cost
      ? [
          `As a whole, ${model} ${cost.estimated ? 'is estimated to earn' : 'earns'} about ${money(cost.perDay, cost.currency)} a day less than was expected of it.`,
        ]
      : []),
  ];
}
