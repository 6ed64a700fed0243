import { count, figure, money, percent } from '../../core/index.js';
import { LEFT_OUT, type Earned, type Finding, type FoundAndTrue, type LiveSoFar, type ShopHistory } from '../../demo/index.js';
import type { Interval } from '../../evaluate/index.js';
import { paint, textTable } from '../terminal/index.js';

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

/** What other models found in the log. */
export const findingsText = (findings: readonly Finding[], look: Look): string =>
  findings
    .map(({ model, version, learner, title, lines }) =>
      [paint(look.colour).bold(`${model}@${version} (${learner}): ${title}`), ...lines].join('\n'),
    )
    .join('\n\n');

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
    `Margin that it added in these ${earned.days} days: ${euros(brought)}; were every day of a year like these and every visitor shown their own list: ${euros(perYear)}.`,
    LEFT_OUT.join(' '),
  ].join('\n');
}

/** What came of the trial beside the gate, which judges by what users did before it. */
export const gateText = ({ revenue: { found } }: Earned): string =>
  found.verdict === 'better'
    ? 'The trial is sure, and the gate judges once more, by the log before it.'
    : 'The trial does not say that it pays. The gate judges by the log before it, and lets a list through that foresees better what people take; a shop would go on with the trial first.';

const euros = ({ value, low, high }: Interval): string => `${money(value, EUR)} (${money(low, EUR)} … ${money(high, EUR)})`;

const truth = ({ truth: value, holds }: FoundAndTrue): string => `${money(value, EUR)}, ${holds ? 'within' : 'outside'}`;

function verdict({ revenue: { found }, margin }: Earned): string {
  const sureOfMargin = margin.found.verdict === 'better' ? '' : ' Whether it leaves more margin is not sure.';
  const share = found.relative ? `, ${percent(found.relative.value)} more` : '';
  if (found.verdict === 'better') return `The recommender brings more revenue, and that is sure${share}.${sureOfMargin}`;
  if (found.verdict === 'worse') return 'The recommender brings less revenue, and that is sure.';
  if (found.verdict === 'none') return 'Nothing can be said: the arms were not assigned as planned.';
  return found.sureAt === undefined
    ? 'Whether the recommender brings more revenue is not sure, and nothing is in sight.'
    : `Not sure yet; if the effect is as large as found, it takes about ${count(found.sureAt, 'visitor')} to be sure.`;
}
