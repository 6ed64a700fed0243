import { count, figure, money, percent } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';
import type { ListsReport } from '../../monitor/index.js';
import { histogramLine, paint, sparkline, textTable, type Paint } from '../terminal/index.js';
import { interval } from './figures.js';
import { ageText, alarmLines, alertLines, answerFacts, trustLines, versionWords, windowWords } from './monitored-parts.js';

/** What `monitor` says of a recommender. */
export function monitoredListsText(report: ListsReport, look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  return [
    ...trustLines(report.trust, p),
    '',
    countsLine(report),
    ...broughtLines(report),
    ...foundLines(report, p),
    ...dayLines(report, p),
    ...itemLines(report),
    ...driftLines(report, p),
    ...healthLines(report, p),
    ...alertLines(report, p),
    ...report.notes.map((note) => p.dim(note)),
  ].join('\n');
}

function countsLine({ lists, users, shadows, versions, window, events }: ListsReport): string {
  const others = versionWords(versions.map((one) => ({ version: one.version, answers: one.lists })));
  const unseen = shadows > 0 ? `, ${shadows.toLocaleString('en')} of them in the shadow` : '';
  return `${count(lists, 'list')} for ${count(users, 'user')}${unseen}; ${count(events.all, 'event')} taken (${windowWords(window)}).${others}`;
}

const shares = ({ value, low, high }: Interval): string => `${percent(value)} (${percent(low)} … ${percent(high)})`;

function broughtLines({ brought, made, currency }: ListsReport): string[] {
  if (!brought) return [];
  const amount = (value: number): string => money(value, currency ?? '');
  const paid =
    brought.revenue.value === 0
      ? ''
      : ` They brought ${amount(brought.revenue.value)} each (${amount(brought.revenue.low)} … ${amount(brought.revenue.high)}), ${amount(brought.total)} in all.`;
  const odd = [
    ...(made.strangers && made.strangers.value > 0 ? [`${percent(made.strangers.value)} are for users of whom nothing was known`] : []),
    ...(made.filterLeftNothing && made.filterLeftNothing.value > 0
      ? [`for ${percent(made.filterLeftNothing.value)} no item passed the filter`]
      : []),
    ...(made.short && made.short.value > 0 ? [`${percent(made.short.value)} have fewer items than asked for`] : []),
    ...(made.empty && made.empty.value > 0 ? [`${percent(made.empty.value)} are empty`] : []),
  ];
  return [
    `Of ${shares(brought.clicked)} of the lists an item was taken up, ${shares(brought.bought)} led to a purchase.${paid}`,
    ...(odd.length > 0 ? [`Of the lists ${odd.join('; ')}.`] : []),
  ];
}

function foundLines({ found, metric, promised }: ListsReport, p: Paint): string[] {
  if (!found) return [];
  const { k, within, lists, users, metrics } = found;
  return [
    '',
    ...textTable(
      [
        { title: `what users took within ${within}, among ${k}` },
        { title: 'lists', align: 'right' },
        { title: 'most popular items', align: 'right' },
        { title: 'better by', align: 'right' },
        { title: 'promised', align: 'right' },
      ],
      Object.entries(metrics).map(([name, one]) => [
        name,
        interval(one.lists),
        interval(one.popular),
        interval(one.gain),
        name === metric && promised ? interval(promised) : '–',
      ]),
      { title: p.dim },
    ),
    p.dim(`By ${count(lists, 'list')} of ${count(users, 'user')} who did something new after them.`),
  ];
}

function dayLines({ days, currency }: ListsReport, p: Paint): string[] {
  if (days.length < 2) return [];
  const last = days.at(-1)!;
  const of = (name: 'fallback' | 'clicked' | 'bought' | 'revenue'): number[] => days.map((day) => day[name].value);
  const rows = [
    ['lists', histogramLine(days.map(({ lists }) => lists)), last.lists.toLocaleString('en')],
    ['taken up', sparkline(of('clicked')), percent(last.clicked.value)],
    ['bought', sparkline(of('bought')), percent(last.bought.value)],
    ['brought each', sparkline(of('revenue')), money(last.revenue.value, currency ?? '')],
    ['not personal', sparkline(of('fallback')), percent(last.fallback.value)],
  ];
  return [
    '',
    ...textTable([{ title: `per day, ${days[0].day} to ${last.day}` }, { title: '' }, { title: 'last', align: 'right' }], rows, {
      title: p.dim,
    }),
  ];
}

function itemLines({ exposure, events }: ListsReport): string[] {
  const unknown = events.unknownItems?.value ?? 0;
  const strange = unknown > 0 ? [`${percent(unknown)} of what users do is with items that the version does not know.`] : [];
  if (!exposure) return strange.length > 0 ? ['', ...strange] : [];
  const { items, coverage, gini, coldItems } = exposure;
  const cold = coldItems > 0 ? ` ${percent(coldItems)} of the places are of items that nobody had taken.` : '';
  return [
    '',
    `${percent(coverage)} of ${count(items, 'item')} stand on lists, with a Gini of ${figure(gini, 2)} (1: one item has all places).${cold}`,
    ...strange,
  ];
}

function driftLines({ drift }: ListsReport, p: Paint): string[] {
  if (drift.length === 0) return [];
  if (!drift.some(({ alarm }) => alarm))
    return ['', 'Neither what users take nor what they are shown is far from what it was in training.'];
  return ['', p.dim('far from what it was in training'), ...alarmLines(drift, p)];
}

function healthLines({ health, age, lists }: ListsReport, p: Paint): string[] {
  const { perDay, dropped } = health;
  const facts = [
    ...(lists > 0 ? [`${figure(perDay, 3)} lists a day`] : []),
    ...answerFacts(health),
    `trained ${ageText(24 * age.days)} ago, ${count(age.newEvents, 'event')} since`,
    ...(dropped > 0 ? [`${count(dropped, 'row')} lost by the log`] : []),
  ];
  return ['', p.dim(`${facts.join('; ')}.`)];
}
