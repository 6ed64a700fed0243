import { count, figure, money, percent } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';
import type { MonitorReport } from '../../monitor/index.js';
import { histogramLine, paint, sparkline, textTable, type Paint } from '../terminal/index.js';
import { interval } from './figures.js';

type Look = { readonly colour: boolean; readonly width: number };

/** What `monitor` says: whether the version can be trusted and what it earned; then the evidence. */
export function monitoredText(report: MonitorReport, look: Look): string {
  const p = paint(look.colour);
  const tone = { yes: p.green, careful: p.yellow, no: p.red, unknown: p.bold }[report.trust.verdict];
  return [
    [tone(report.trust.text), ...earnedSentences(report)].join(' '),
    ...report.trust.reasons.map((reason) => `  ${reason}`),
    '',
    countsLine(report),
    ...metricLines(report, p),
    ...versionLines(report, p),
    ...dayLines(report, p),
    ...segmentLines(report, p),
    ...driftLines(report, p),
    ...oddLines(report, p),
    ...healthLines(report, p),
    ...alertLines(report, p),
    ...report.notes.map((note) => p.dim(note)),
  ].join('\n');
}

function earnedSentences({ money: earned }: MonitorReport): string[] {
  if (!earned) return [];
  const amount = (value: number): string => money(value, earned.currency);
  const { total, atStake } = earned;
  return [
    ...(total
      ? [`It earned ${amount(total.value)} (${amount(total.low)} … ${amount(total.high)}) on ${count(earned.rows, 'row')} with an outcome.`]
      : []),
    ...(atStake.rows > 0
      ? [
          `${count(atStake.rows, 'decision')} to ${earned.act} still ${atStake.rows === 1 ? 'waits for its outcome' : 'wait for theirs'}: ${amount(atStake.expected)} are expected.`,
        ]
      : []),
  ];
}

function countsLine({ predictions, outcomes, window, versions, labels }: MonitorReport): string {
  const span = `${shortTime(window.from)} … ${shortTime(window.to)} UTC`;
  const others =
    versions.length > 1 ? ` Versions: ${versions.map((v) => `@${v.version} ${v.predictions.toLocaleString('en')}`).join(', ')}.` : '';
  const due =
    labels.within === null
      ? ''
      : ` ${labels.known.toLocaleString('en')} of the ${count(labels.due, 'row')} older than ${labels.within} have one.`;
  return `${count(predictions, 'row')} answered, ${count(outcomes, 'outcome')} known (${span}).${due}${others}`;
}

/** A moment to the minute. */
export const shortTime = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

const cell = (of: Interval | undefined): string => (of ? interval(of) : '–');

function metricLines({ metrics, estimated, promised, outcomes }: MonitorReport, p: Paint): string[] {
  const names = Object.keys(promised).filter((name) => name in metrics || name in estimated);
  if (names.length === 0) return [];
  return [
    '',
    ...textTable(
      [
        { title: 'metric' },
        { title: `realised (${count(outcomes, 'outcome')})`, align: 'right' },
        { title: 'estimated without outcomes', align: 'right' },
        { title: 'promised', align: 'right' },
      ],
      names.map((name) => [name, cell(metrics[name]), cell(estimated[name]), cell(promised[name])]),
      { title: p.dim },
    ),
  ];
}

function versionLines({ versions, metric, money: earned }: MonitorReport, p: Paint): string[] {
  if (versions.filter(({ outcomes }) => outcomes > 0).length < 2) return [];
  const paid = versions.some(({ moneyPerRow }) => moneyPerRow);
  const amount = (of: Interval | undefined): string => (of ? money(of.value, earned?.currency ?? '') : '–');
  return [
    '',
    ...textTable(
      [
        { title: 'version' },
        { title: 'rows', align: 'right' },
        { title: 'outcomes', align: 'right' },
        { title: metric, align: 'right' },
        ...(paid ? [{ title: 'earned a row', align: 'right' } as const] : []),
      ],
      versions.map(({ version, predictions, outcomes, metrics, moneyPerRow }) => [
        `@${version}`,
        predictions.toLocaleString('en'),
        outcomes.toLocaleString('en'),
        cell(metrics[metric]),
        ...(paid ? [amount(moneyPerRow)] : []),
      ]),
      { title: p.dim },
    ),
  ];
}

/** The last of some figures that is known. */
const lastOf = (values: readonly number[]): string => figure(values.findLast(Number.isFinite));

function dayLines({ days, metric }: MonitorReport, p: Paint): string[] {
  if (days.length < 2) return [];
  const known = Object.keys(Object.assign({}, ...days.map((day) => ({ ...day.estimated, ...day.metrics }))));
  const shown = known.includes(metric) ? metric : known[0];
  const of = (pick: 'metrics' | 'estimated'): number[] => days.map((day) => day[pick][shown]?.value ?? NaN);
  const [realised, estimated] = [of('metrics'), of('estimated')];
  const rows = [
    ['rows', histogramLine(days.map((day) => day.predictions)), days.at(-1)!.predictions.toLocaleString('en')],
    ...(realised.some(Number.isFinite) ? [[shown, sparkline(realised), lastOf(realised)]] : []),
    ...(estimated.some(Number.isFinite) ? [[`${shown}, estimated`, sparkline(estimated), lastOf(estimated)]] : []),
  ];
  const title = `per day, ${days[0].day} to ${days.at(-1)!.day}`;
  return ['', ...textTable([{ title }, { title: '' }, { title: 'last', align: 'right' }], rows, { title: p.dim })];
}

function segmentLines({ segments, metric }: MonitorReport, p: Paint): string[] {
  if (segments.length === 0) return [];
  return [
    '',
    ...textTable(
      [{ title: 'segment' }, { title: 'rows', align: 'right' }, { title: 'outcomes', align: 'right' }, { title: metric, align: 'right' }],
      segments.map(({ segment, predictions, outcomes, metrics }) => [
        segment,
        predictions.toLocaleString('en'),
        outcomes.toLocaleString('en'),
        metrics[metric] ? interval(metrics[metric]) : '–',
      ]),
      { title: p.dim },
    ),
  ];
}

/** What the changes mean in money, where a payoff is declared. */
function moneyOfDrift({ money: earned }: MonitorReport): string[] {
  if (!earned?.estimatedPerRow || !earned.promisedPerRow) return [];
  const amount = (value: number): string => money(value, earned.currency);
  const { value, low, high } = earned.estimatedPerRow;
  return [
    `In money: without outcomes, if only the inputs changed, deciding is expected to earn ${amount(value)} a row (${amount(low)} … ${amount(high)}); promised were ${amount(earned.promisedPerRow.value)}.`,
  ];
}

const SHOWN = 8;

/** Statistics that are told beside the one that decides. */
const BESIDE = ['ks', 'cramers_v_counts', 'psi'] as const;

function driftLines(report: MonitorReport, p: Paint): string[] {
  const { drift } = report;
  if (drift.length === 0) return [];
  const columns = count(new Set(drift.map((finding) => finding.feature)).size, 'column');
  if (!drift.some((finding) => finding.alarm)) return ['', `Nothing changed for sure in ${columns}, the answers among them.`];
  return ['', p.dim('what changed since training, the columns that matter most first'), ...alarmLines(drift, p), ...moneyOfDrift(report)];
}

/** What changed, a line each. */
export function alarmLines(drift: MonitorReport['drift'], p: Paint): string[] {
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

function oddLines({ odd }: MonitorReport, p: Paint): string[] {
  if (!odd || odd.beyond === 0) return [];
  const { rows, beyond, share, oddest } = odd;
  return [
    '',
    p.dim(
      `${beyond.toLocaleString('en')} of ${count(rows, 'row')} (${percent(share.low)} … ${percent(share.high)}) ${beyond === 1 ? 'is' : 'are'} odder than 99 of 100 rows of training; the oddest`,
    ),
    ...oddest.map(
      ({ id, at, columns }) =>
        `  ${id} ${shortTime(at)}: ${columns.map(({ column, share: own }) => `${column} (${rarity(own)})`).join(', ')}`,
    ),
  ];
}

/** `1 in 200`: how many rows of training lie as far out. */
const rarity = (share: number): string => `1 in ${Math.round(1 / share).toLocaleString('en')}`;

/** `3 minutes`, `5.2 hours`, `3 days` */
export function ageText(hours: number): string {
  if (hours < 1) return count(Math.round(hours * 60), 'minute');
  return hours < 48 ? `${figure(hours, 2)} hours` : count(Math.round(hours / 24), 'day');
}

function healthLines({ health, skew, predictions }: MonitorReport, p: Paint): string[] {
  if (predictions === 0) return health.refused > 0 ? ['', `${refusedWords(health)}.`] : [];
  const nulls = Object.entries(health.nullRates).toSorted((a, b) => b[1] - a[1])[0];
  const facts = [
    `${figure(health.perDay, 3)} rows a day`,
    ...(health.latency
      ? [`answers take ${figure(health.latency.p50Ms, 3)} ms, 1 in 100 more than ${figure(health.latency.p99Ms, 3)} ms`]
      : []),
    ...(health.freshnessHours === null ? [] : [`the newest is ${ageText(health.freshnessHours)} old`]),
    ...(nulls && nulls[1] > 0 ? [`${nulls[0]} is missing most, in ${percent(nulls[1])}`] : []),
    ...(health.refused > 0 ? [refusedWords(health)] : []),
    ...(health.dropped > 0 ? [`${count(health.dropped, 'row')} lost by the log`] : []),
  ];
  return [
    '',
    p.dim(`${facts.join('; ')}.`),
    ...(skew
      ? [skew.skewed === 0 ? `${count(skew.rows, 'served row')} recomputed through the batch path: all equal.` : p.red(skewWords(skew))]
      : []),
    ...(skew?.findings ?? []).slice(0, SHOWN).map(({ text }) => `  ${text}`),
  ];
}

function refusedWords({ refused, refusedFor: [most] }: MonitorReport['health']): string {
  const why = most ? ` (most often ${most.column === null ? most.rule : `${most.column}: ${most.rule}`})` : '';
  return `${count(refused, 'row')} refused${why}`;
}

const skewWords = ({ rows, skewed }: NonNullable<MonitorReport['skew']>): string =>
  `${count(skewed, 'served row')} of ${rows.toLocaleString('en')} recomputed got another answer than the batch path gives:`;

/** The alerts that last, with what to do. */
export function alertLines({ alerts, model }: Pick<MonitorReport, 'alerts' | 'model'>, p: Paint): string[] {
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
