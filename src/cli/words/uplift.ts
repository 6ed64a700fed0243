import { figure, money, percent } from '../../core/index.js';
import type { JudgedUplift } from '../../model/index.js';
import { textTable } from '../terminal/index.js';
import { interval } from './figures.js';

const span = (low: number, high: number): string => `${money(low, '')} to ${money(high, '')}`;

const POLICIES = { model: 'by the model', everyone: 'everyone', nobody: 'nobody' } as const;

/** What treating changed in ten groups of the rows, the most promising first, and what deciding by the model would have earned. */
export function upliftLines(judged: JudgedUplift | undefined, dim: (text: string) => string): string[] {
  if (!judged) return [];
  const { evaluation, targeting } = judged;
  const groups = textTable(
    [
      { title: 'the most promising first' },
      { title: 'rows', align: 'right' },
      { title: 'uplift, predicted', align: 'right' },
      { title: 'uplift, seen (95% interval)', align: 'right' },
    ],
    evaluation.groups.map(({ rows, predicted, observed }, g) => [
      `group ${g + 1}`,
      rows.toLocaleString('en'),
      figure(predicted),
      observed ? interval(observed) : '–',
    ]),
    { title: dim },
  );
  return [
    '',
    `The effect on everyone is ${interval(evaluation.effect)}.`,
    '',
    ...groups,
    ...(targeting ? ['', ...worthLines(targeting, dim)] : []),
  ];
}

function worthLines({ act, currency, policies, over }: NonNullable<JudgedUplift['targeting']>, dim: (text: string) => string): string[] {
  const amount = (value: number): string => money(value, currency);
  const { value, low, high } = over.perRow;
  return [
    ...textTable(
      [{ title: act }, { title: 'of the rows', align: 'right' }, { title: 'earned on each row (95% interval)', align: 'right' }],
      policies.map(({ name, treats, perRow }) => [
        POLICIES[name],
        percent(treats),
        `${amount(perRow.value)} (${span(perRow.low, perRow.high)})`,
      ]),
      { title: dim },
    ),
    '',
    `By the model instead of ${POLICIES[over.policy]}: ${amount(value)} more on each row (${span(low, high)})${low > 0 ? '.' : ', which may be chance.'}`,
  ];
}
