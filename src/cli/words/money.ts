import { count, money, percent } from '../../core/index.js';
import type { DecidedFile, EarnedMoney, Trained } from '../../model/index.js';

/** Whom a version acts on, in the middle of a sentence. */
function acting({ policy, threshold }: Pick<EarnedMoney, 'policy' | 'threshold'>): string {
  if (policy === 'expected_value') return "where a row's own amounts make it pay";
  if (policy === 'top_k') return 'on the likeliest rows';
  return `from a probability of ${percent(threshold)} on`;
}

/** `, at most 15% of the rows`; nothing without a limit. */
function within({ limit }: Pick<EarnedMoney, 'limit'>, currency: string): string {
  if (!limit) return '';
  const { acts, spend, of } = limit;
  const most = [
    ...(acts === undefined ? [] : [`on at most ${percent(acts / of)} of the rows`]),
    ...(spend === undefined ? [] : [`spending at most ${money(spend / of, currency)} a row`]),
  ];
  return `, ${most.join(' and ')},`;
}

/** What acting brings per row, of a training. */
export function bringsWords({ perRow, currency, ...rule }: NonNullable<Trained['money']>): string {
  const amount = (value: number): string => money(value, currency);
  return `Acting ${acting(rule)}${within(rule, currency)} brings ${amount(perRow.value)} a row (${amount(perRow.low)} … ${amount(perRow.high)}).`;
}

/** What acting earned on labelled rows. */
export function earnedWords({ perRow, total, currency, undecided = 0, ...rule }: EarnedMoney, rows: number): string {
  const unknown = undecided > 0 ? ` ${count(undecided, 'row')} without amounts: not acted on.` : '';
  return `Acting ${acting(rule)}${within(rule, currency)} earns ${money(total, currency)} on these rows, ${money(perRow, currency)} a row.${shareWords(rule, rows)}${unknown}`;
}

/** How a limit per period is kept on rows that are a sample, and how many of them are acted on; nothing without a limit. */
function shareWords({ limit, acts }: Pick<EarnedMoney, 'limit' | 'acts'>, rows: number): string {
  if (!limit || acts === undefined) return '';
  return ` The limit is of a ${limit.per} with ${count(limit.of, 'row')}: it is kept as a share of these ${rows.toLocaleString('en')}, so that ${count(acts, 'is', 'are')} acted on. (\`predict\` takes a file for a whole ${limit.per}.)`;
}

/** What was decided about the rows of a file. */
export function decidedWords(
  { acts, spend, leftOut, undecided, limit, ownAmounts, currency, threshold }: DecidedFile,
  rows: number,
): readonly string[] {
  const cost = `${count(acts, 'row is', 'rows are')} acted on, for ${money(spend, currency)}`;
  const room = limit
    ? ` within the limit of a ${limit.per}: the file is taken for one ${limit.per}'s rows. ${leftOut > 0 ? `${count(leftOut, 'more row', 'more rows')} would have been, had there been room; of equal rows the earlier come first.` : 'There was room for all that pays.'}`
    : threshold !== undefined
      ? `, from a probability of ${percent(threshold)} on.`
      : ownAmounts
        ? ', each by its own amounts.'
        : '.';
  return [
    `${cost}${room}`,
    ...(limit ? periodWords(limit, rows) : []),
    ...(undecided > 0
      ? [
          `${count(undecided, 'row has', 'rows have')} no amounts to decide by, and ${undecided === 1 ? 'is' : 'are'} not acted on: see the column "undecided".`,
        ]
      : []),
  ];
}

/** How many times a period's rows a file must have, or the other way round, for that to be told. */
const UNLIKE = 2;

/** That a file does not look like the rows of a period; nothing where it does. */
function periodWords({ per, of }: NonNullable<DecidedFile['limit']>, rows: number): readonly string[] {
  if (rows < UNLIKE * of && of < UNLIKE * rows) return [];
  const fix = rows < of ? `decide about all rows of a ${per} together, in one file` : `split the file by ${per}`;
  return [`A ${per} has about ${count(of, 'row')}, and this file ${rows.toLocaleString('en')}. If it is not one ${per}, ${fix}.`];
}
