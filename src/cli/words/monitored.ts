import { count, figure, money, percent } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';
import type { MonitorReport } from '../../monitor/index.js';
import { histogramLine, paint, sparkline, textTable, type Paint } from '../terminal/index.js';
import { interval } from './figures.js';
import { alarmLines, alertLines, answerFacts, shortTime, SHOWN, trustLines, versionWords, windowWords } from './monitored-parts.js';

type Look = { readonly colour: boolean; readonly width: number };

/** What `monitor` says: whether the version can be trusted and what it earned; then the evidence. */
export function monitoredText(report: MonitorReport, look: Look): string {
  const p = paint(look.colour);
  return [
    ...trustLines(report.trust, p, earnedSentences(report)),
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
  const others = versionWords(versions.map(({ version, predictions }) => ({ version, answers: predictions })));
  const due =
    labels.within === null
      ? ''
      : ` ${labels.known.toLocaleString('en')} of the ${count(labels.due, 'row')} older than ${labels.within} have one.`;
  return `${count(predictions, 'row')} answered, ${count(outcomes, 'outcome')} known (${windowWords(window)}).${due}${others}`;
}

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

function driftLines(report: MonitorReport, p: Paint): string[] {
  const { drift } = report;
  if (drift.length === 0) return [];
  const columns = count(new Set(drift.map((finding) => finding.feature)).size, 'column');
  if (!drift.some((finding) => finding.alarm)) return ['', `Nothing changed for sure in ${columns}, the answers among them.`];
  return ['', p.dim('what changed since training, the columns that matter most first'), ...alarmLines(drift, p), ...moneyOfDrift(report)];
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

function healthLines({ health, skew, predictions }: MonitorReport, p: Paint): string[] {
  if (predictions === 0) return health.refused > 0 ? ['', `${refusedWords(health)}.`] : [];
  const nulls = Object.entries(health.nullRates).toSorted((a, b) => b[1] - a[1])[0];
  const facts = [
    `${figure(health.perDay, 3)} rows a day`,
    ...answerFacts(health),
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
