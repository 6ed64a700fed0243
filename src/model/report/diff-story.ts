import { count, figure, money, percent } from '../../core/index.js';
import { listsStory } from '../recommend/diff/story.js';
import { isOfLists, type AnyDiff } from '../use/diff/any.js';
import type { Diff } from '../use/diff/diff.js';
import type { AnswerChanges, ValueChanges } from '../use/diff/answer-changes.js';
import type { MoneyChange } from '../use/diff/money-change.js';
import type { SliceChange } from '../use/diff/slice-changes.js';
import { bytesWords, changedTable, metricsTable, oneVersion, spanWords, type DiffStory, type StoryTable } from './story-parts.js';

/** Most lines of a table of changes. */
const MOST = 12;
/** The words of a comparison. */
export const diffStory = (diff: AnyDiff): DiffStory => (isOfLists(diff) ? listsStory(diff) : rowsStory(diff));

function rowsStory(diff: Diff): DiffStory {
  const { a, b, same, changed } = diff;
  if (a === b) return oneVersion(a);
  if (same) return { verdict: `${a} and ${b} are the same model, bit for bit.`, sentences: [], tables: [rowMetrics(diff)] };
  return {
    verdict: diff.gain ? gainWords(diff, diff.gain) : `${a} → ${b}`,
    sentences: [
      ...(diff.compared ? [rowsWords(diff.compared, a, b)] : []),
      ...(diff.money ? [moneyWords(diff.money, a, b)] : []),
      ...(diff.terms !== undefined && (diff.money || diff.gain?.metric === 'money') ? [diff.terms] : []),
      ...(diff.answers ? answersWords(diff.answers) : []),
      ...(diff.undecided ? [`Whose decision changes cannot be told: ${diff.undecided}.`] : []),
      ...(diff.values ? [valuesWords(diff.values, a, b)] : []),
      ...(diff.slices && diff.slices.length > 0 ? [slicesWords(diff.slices)] : []),
      footprintWords(diff),
    ],
    tables: [
      rowMetrics(diff),
      ...(diff.answers && diff.answers.moves.length > 0 ? [movesTable(diff.answers, a, b)] : []),
      ...(diff.slices && diff.slices.length > 0 ? [slicesTable(diff, diff.slices)] : []),
      ...(diff.importance.length > 0 ? [importanceTable(diff)] : []),
      ...(changed.length > 0 ? [changedTable(diff)] : []),
    ],
  };
}

/** How the figures of a metric are shown in a comparison: amounts as money, in the currency of the newer version. */
const shownIn = ({ money: change }: Diff, metric: string): ((value: number) => string) =>
  metric === 'money' ? (value) => money(value, change?.currency ?? '') : figure;

function gainWords(diff: Diff, { metric, rows, value, low, high }: NonNullable<Diff['gain']>): string {
  const { a, b } = diff;
  const shown = shownIn(diff, metric);
  const verdict = value === 0 ? `is equal to ${a}` : `is ${shown(Math.abs(value))} ${value > 0 ? 'better' : 'worse'} than ${a}`;
  const sure = value !== 0 && low <= 0 && high >= 0 ? ': too close to call' : '';
  const what = metric === 'money' ? 'money a row' : metric;
  return `${b} ${verdict} in ${what} on ${count(rows, 'row')} (95% interval ${shown(low)} … ${shown(high)})${sure}.`;
}

function rowsWords({ how, rows }: NonNullable<Diff['compared']>, a: string, b: string): string {
  const words = {
    common: `Compared on the ${count(rows, 'row')} of both holdouts, which neither saw.`,
    unseen: `The data have grown; compared on ${count(rows, 'row')} that neither saw.`,
    asked: `The data differ; compared on the ${count(rows, 'row')} of the newer holdout, which the older version scored when the newer was trained. It may have learned from some of them.`,
    unpaired: `Unpaired: ${a} and ${b} were judged on different rows, and neither has scored the other's. A difference may be one of the rows.`,
  };
  return words[how];
}

function moneyWords({ currency = '', perRow, total, b }: MoneyChange, nameA: string, nameB: string): string {
  const amount = (value: number): string => money(value, currency);
  if (perRow.value === 0 && perRow.low === 0 && perRow.high === 0) return `Money: nothing changes; a row brings ${amount(b)} either way.`;
  const sure = perRow.low <= 0 && perRow.high >= 0 ? ' That may be chance.' : '';
  const more = `${amount(Math.abs(perRow.value))} ${perRow.value < 0 ? 'less' : 'more'}`;
  return `Money: deciding by ${nameB} brings ${more} per row than by ${nameA} (95% interval ${spanWords(perRow, amount)}), ${amount(total.value)} on these rows.${sure}`;
}

function answersWords({ rows, changed, moves, parts = [] }: AnswerChanges): readonly string[] {
  if (changed === 0) return [`No answer changes on ${count(rows, 'row')}.`];
  const told = moves
    .slice(0, 3)
    .map((m) => `${count(m.rows, 'row')} from ${m.from} to ${m.to} (now right for ${m.right}, before for ${m.wasRight})`);
  const more = moves.length > 3 ? ', and others' : '';
  const [densest] = parts;
  const stands = densest && densest.share > (1.5 * changed) / rows && densest.changed >= 5;
  return [
    `Answers: ${figure(changed)} of ${count(rows, 'row')} change (${percent(changed / rows)}): ${told.join('; ')}${more}.`,
    ...(stands ? [`Changes are densest in “${densest.name}”: ${percent(densest.share)} of its ${count(densest.rows, 'row')}.`] : []),
  ];
}

const valuesWords = ({ rows, mean, p95, nearer, further }: ValueChanges, a: string, b: string): string =>
  mean === 0
    ? `No answer changes on ${count(rows, 'row')}.`
    : `Answers: they move by ${figure(mean)} on average, 95 in 100 by less than ${figure(p95)}; ${b} is nearer to the truth on ${percent(nearer / rows)} of the rows, ${a} on ${percent(further / rows)}.`;

const names = (list: readonly SliceChange[]): string => list.map(({ name }) => `“${name}”`).join(', ');

function slicesWords(slices: readonly SliceChange[]): string {
  const [worse, better] = [slices.filter(({ gain }) => gain.high < 0), slices.filter(({ gain }) => gain.low > 0)];
  if (worse.length === 0 && better.length === 0) return `Slices: in none of ${slices.length} is there a difference beyond chance.`;
  return `Slices: ${[...(worse.length > 0 ? [`worse in ${names(worse)}`] : []), ...(better.length > 0 ? [`better in ${names(better)}`] : [])].join('; ')}, beyond chance.`;
}

/** How much longer a row must take to be told. */
const TOLD = 2;

/** The time is told where it differs by as much as it may be off. */
function footprintWords({ footprint: { a, b } }: Diff): string {
  const [least, most] = [a.microseconds, b.microseconds].toSorted((one, other) => one - other);
  const time =
    most >= TOLD * least
      ? `, and a row takes about ${figure(b.microseconds, 2)} µs instead of ${figure(a.microseconds, 2)}, as reckoned`
      : '';
  return `Serving: it takes ${bytesWords(b.bytes)} instead of ${bytesWords(a.bytes)}${time}.`;
}

function rowMetrics({ a, b, metrics, compared }: Diff): StoryTable {
  const isPaired = compared !== undefined && compared.how !== 'unpaired';
  return metricsTable({ a, b }, metrics, {
    of: isPaired ? 'rows compared' : 'own holdout',
    ...(compared ? { paired: isPaired ? 'paired' : 'unpaired' } : {}),
  });
}

const movesTable = ({ moves }: AnswerChanges, a: string, b: string): StoryTable => ({
  about: 'answers that change',
  heads: [`${a} → ${b}`, 'rows', 'now right', 'was right'],
  lines: moves.map((m) => [`${m.from} → ${m.to}`, figure(m.rows), figure(m.right), figure(m.wasRight)]),
});

function slicesTable(diff: Diff, slices: readonly SliceChange[]): StoryTable {
  const { answers, gain: gained } = diff;
  const metric = gained?.metric ?? '';
  const shown = shownIn(diff, metric);
  const changed = new Map(answers?.parts?.map((part) => [part.name, percent(part.share)]));
  return {
    about: 'slices',
    heads: ['slice', 'rows', `better by, ${metric}`, '95% interval', ...(answers ? ['answers changed'] : [])],
    lines: slices.map(({ name, rows, gain }) => [
      name,
      figure(rows),
      shown(gain.value),
      spanWords(gain, shown),
      ...(answers ? [changed.get(name) ?? '–'] : []),
    ]),
  };
}

const importanceTable = ({ a, b, importance }: Diff): StoryTable => ({
  about: 'importance',
  heads: ['share of importance', a, b],
  lines: importance
    .slice(0, MOST)
    .map((change) => [change.feature, ...[change.a, change.b].map((share) => (share === null ? '–' : percent(share)))]),
});
