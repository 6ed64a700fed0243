import { count, money, percent } from '../../core/index.js';
import type { EveningSoFar } from '../../demo/index.js';
import type { MonitorReport, Retrained } from '../../monitor/index.js';
import { paint, sparkline, textTable } from '../terminal/index.js';
import { interval } from './figures.js';

type Look = { readonly colour: boolean; readonly width: number };

/** One line while an evening goes on. */
export const eveningLine = (evening: EveningSoFar, currency: string): string =>
  `${evening.title}: ${count(evening.customers, 'customer')}, ${count(evening.vouchers, 'voucher')}, ${money(evening.earned, currency)} earned`;

/** What an evening of served predictions earned, and what the monitor says of it. */
export function livedText(evening: EveningSoFar, report: MonitorReport, currency: string, look: Look): string {
  const p = paint(look.colour);
  const alarms = report.drift.filter(({ alarm }) => alarm);
  const metric = report.metrics[report.metric];
  const expected = report.estimated[report.metric];
  return [
    `${count(evening.customers, 'customer')} asked for, answered by version ${evening.version}; ${count(evening.vouchers, 'voucher')} sent, ${count(evening.right, 'buyer')} among them.`,
    `${p.bold(`${money(evening.earned, currency)} earned`)}  ${sparkline(someOf(evening.course))}`,
    '',
    ...(metric
      ? textTable(
          [{ title: '' }, { title: report.metric, align: 'right' }],
          [
            ['became true', interval(metric)],
            ...(expected ? [['expected without outcomes', interval(expected)]] : []),
            ['promised by training', interval(report.promised[report.metric])],
          ],
          { title: p.dim },
        )
      : []),
    '',
    alarms.length === 0 ? 'Drift: none. The columns are what training saw.' : p.bold(`Drift in ${count(alarms.length, 'column')}:`),
    ...alarms.slice(0, 6).map(({ text }) => `  ${text}`),
    ...(alarms.length > 6 ? [`  and ${alarms.length - 6} more`] : []),
    '',
    report.trust.text,
    ...report.alerts.slice(0, 3).map(({ text }) => `  alert: ${text}`),
  ].join('\n');
}

/** What the retraining came to. */
export function replacedText(retrained: Retrained, look: Look): string {
  const p = paint(look.colour);
  const { promote } = retrained;
  return [
    `Version ${retrained.version} was trained on ${count(retrained.rows.train, 'newer row')} in ${retrained.seconds.toFixed(1)} s, in a process of its own.`,
    promote.moved
      ? p.bold(`It is champion now; the running server took it over without a failed request.`)
      : p.bold(`It did not become champion.`),
    ...promote.gate.reasons.map((reason) => `  ${reason}`),
  ].join('\n');
}

/** The last evening: what the new version earned, beside what the old one would have. */
export function comparedText(evening: EveningSoFar, old: EveningSoFar, currency: string, look: Look): string {
  const p = paint(look.colour);
  const gain = evening.earned - old.earned;
  return [
    ...textTable(
      [
        { title: 'version' },
        { title: 'vouchers', align: 'right' },
        { title: 'to buyers', align: 'right' },
        { title: 'earned', align: 'right' },
      ],
      [evening, old].map((e) => [
        `${e.version}${e === old ? ' (asked for comparison)' : ''}`,
        String(e.vouchers),
        e.vouchers === 0 ? '–' : percent(e.right / e.vouchers),
        money(e.earned, currency),
      ]),
      { title: p.dim },
    ),
    '',
    p.bold(
      gain >= 0
        ? `Noticing the change was worth ${money(gain, currency)} on this evening alone.`
        : `On this evening the new version earned ${money(-gain, currency)} less than the old one would have.`,
    ),
  ].join('\n');
}

/** At most 40 of the values, evenly, the last one among them. */
const someOf = (values: readonly number[]): readonly number[] =>
  values.length <= 40 ? values : Array.from({ length: 40 }, (_, i) => values[Math.ceil(((i + 1) * values.length) / 40) - 1]);
