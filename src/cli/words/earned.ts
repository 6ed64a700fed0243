import { count, figure, money, percent } from '../../core/index.js';
import type { Earned, FoundAndTrue, LiveSoFar, ShopHistory } from '../../demo/index.js';
import type { Interval } from '../../evaluate/index.js';
import type { Evaluated, Explained, PredictedFile, Trained } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';
import { interval } from './figures.js';

const EUR = 'EUR';

type Look = { readonly colour: boolean };

/** What the simulated shop is. */
export function shopText({ shop, state, events }: ShopHistory): string {
  const bought = events.filter(({ type }) => type === 'purchase');
  const revenue = bought.reduce((sum, { amount }) => sum + amount, 0);
  return [
    `${count(new Set(events.map(({ user }) => user)).size, 'customer')} and ${count(shop.catalogue.filter(({ launchDay }) => launchDay <= state.day).length, 'thing')} for house and garden, ${state.day} days:`,
    `${count(events.length, 'event')} in its log, ${count(bought.length, 'purchase')} worth ${money(revenue, EUR)}. Everybody sees the same front page: what sells best.`,
    'Tastes, thrift, seasons, fashions and stock are simulated, so what any list truly brings is known; the models see the log alone.',
  ].join('\n');
}

/** One line while visitors come. */
export const liveLine = ({ days, visits, visitors }: LiveSoFar, of: number): string =>
  `day ${Math.min(days + 1, of)} of ${of}: ${count(visits, 'visit')}, ${count(visitors.length, 'visitor')}, ${money(
    visitors.reduce((sum, { revenue }) => sum + revenue, 0),
    EUR,
  )} spent`;

interface OtherModel {
  readonly trained: Trained;
  readonly evaluated: Omit<Evaluated, 'evaluation'>;
}

/** Churn and demand in short: how good on days that no training saw, and whom to write to. */
export function otherModelsText(churn: OtherModel, demand: OtherModel, tonight: Explained, letters: PredictedFile, look: Look): string {
  const p = paint(look.colour);
  const earned = churn.evaluated.money;
  const likely = tonight.rows
    .map((row, at) => ({ row, at }))
    .toSorted((a, b) => (b.row.probability ?? 0) - (a.row.probability ?? 0) || a.at - b.at)[0];
  const mae = demand.evaluated.metrics['mae'];
  return [
    p.bold(`churn@${churn.trained.version} (${churn.trained.learner}): who stays away for 60 days?`),
    `On ${count(churn.evaluated.rows, 'customer')} two months later its auc is ${interval(churn.evaluated.metrics['auc'])}.`,
    ...(earned ? [`Writing to those it names would have brought ${money(earned.total, EUR)} there.`] : []),
    `Tonight's ${count(letters.rows, 'customer')} are in who-leaves.csv. The likeliest to leave, ${percent(likely.row.probability ?? NaN)}, because of ${because(likely.row)}.`,
    '',
    p.bold(`demand@${demand.trained.version} (${demand.trained.learner}): how many pieces of what go next week?`),
    `On the four weeks after training it is off by ${mae ? interval(mae) : '–'} pieces on average; always saying the same was off by ${figure(demand.trained.baseline['mae'] ?? NaN)} before.`,
  ].join('\n');
}

const because = ({ contributions }: Explained['rows'][number]): string =>
  [...contributions]
    .filter(({ effect }) => effect > 0)
    .toSorted((a, b) => b.effect - a.effect)
    .slice(0, 2)
    .map(({ feature, value }) => `${feature.replaceAll('_', ' ')} (${typeof value === 'number' ? figure(value) : String(value)})`)
    .join(' and ');

/** What the recommender earned, how sure that is, and what is true. */
export function earnedText(earned: Earned, seconds: number, look: Look): string {
  const p = paint(look.colour);
  const { arms, revenue, margin, visits, brought, perYear } = earned;
  const visitors = arms[0].visitors + arms[1].visitors;
  return [
    `${count(visits, 'visit')} by ${count(visitors, 'visitor')} over HTTP in ${figure(seconds, 2)} s: every list asked for, every click and purchase sent back.`,
    '',
    ...textTable(
      [
        { title: 'front page' },
        { title: 'visitors', align: 'right' },
        { title: 'bought', align: 'right' },
        { title: 'revenue per visitor', align: 'right' },
        { title: 'margin per visitor', align: 'right' },
      ],
      ['bestsellers', 'their own list'].map((name, a) => [
        name,
        arms[a].visitors.toLocaleString('en'),
        percent(arms[a].buyers / arms[a].visitors),
        money(a === 0 ? revenue.control : revenue.treated, EUR),
        money(a === 0 ? margin.control : margin.treated, EUR),
      ]),
      { title: p.dim },
    ),
    '',
    ...textTable(
      [{ title: 'what the recommender adds' }, { title: 'found (95%, at any look)', align: 'right' }, { title: 'true', align: 'right' }],
      [
        ['revenue per visitor', euros(revenue.found.difference), truth(revenue)],
        ['margin per visitor', euros(margin.found.difference), truth(margin)],
      ],
      { title: p.dim },
    ),
    '',
    p.bold(verdict(earned)),
    `In these ${earned.days} days it earned ${euros(brought)}; shown to every visitor for a year, ${euros(perYear)}.`,
  ].join('\n');
}

const euros = ({ value, low, high }: Interval): string => `${money(value, EUR)} (${money(low, EUR)} … ${money(high, EUR)})`;

const truth = ({ truth: value, holds }: FoundAndTrue): string => `${money(value, EUR)}, ${holds ? 'within' : 'outside'}`;

function verdict({ revenue: { found } }: Earned): string {
  const share = found.relative ? `, ${percent(found.relative.value)} more` : '';
  if (found.verdict === 'better') return `The recommender brings more revenue, and that is sure${share}.`;
  if (found.verdict === 'worse') return 'The recommender brings less revenue, and that is sure.';
  if (found.verdict === 'none') return 'Nothing can be said: the arms were not assigned as planned.';
  return found.sureAt === undefined
    ? 'Whether the recommender brings more revenue is not sure, and nothing is in sight.'
    : `Not sure yet; an effect of this size would be after ${count(found.sureAt, 'visitor')}.`;
}
