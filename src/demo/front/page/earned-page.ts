import { count, figure, money, percent } from '../../../core/index.js';
import type { Interval } from '../../../evaluate/index.js';
import { RETURN_COST } from '../../shop/choice.js';
import { LEFT_OUT, type Earned } from '../../shop/live/earned.js';
import type { Finding } from '../../shop/findings.js';
import { earnedChart } from './earned-chart.js';
import { earnedStyle } from './earned-style.js';

/** What the page is made from. */
export interface EarnedStory {
  readonly earned: Earned;
  /** After each day. */
  readonly course: readonly Earned[];
  /** Visitors that the trial was planned for. */
  readonly planned: number;
  /** What the recommender learned from, and how long it took. */
  readonly learned: { readonly events: number; readonly seconds: number };
  /** What other models found in the same log. */
  readonly findings: readonly Finding[];
}

/** Where the page leads to. */
export interface EarnedLinks {
  /** The shop, where it is open. */
  readonly shop?: string;
  /** A report of a model, by the model's name. */
  readonly report: (model: string) => string;
}

/** The page that tells a shop's owner what the recommender earned, how sure that is, what it costs, and, as this shop is simulated, what is true. */
export function earnedPage(story: EarnedStory, links: EarnedLinks): string {
  const { earned, course } = story;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>What the recommender earned</title><link rel="icon" href="data:,"><style>${earnedStyle}</style></head>
<body><main>${links.shop === undefined ? '' : `<a href="${links.shop}">Back to the shop</a>`}<h1>${headline(earned)}</h1>
<p class="lead">${earned.days} days, ${count(earned.visits, 'visit')} by ${count(visitorsOf(earned), 'visitor')}. By lot, half of them saw on the front page what sells best, as everybody did until then, and half a list of their own.</p>
${figures(earned)}
<h2>How sure is that?</h2><p>${sureWords(course)} Sure means: chance alone leads there in at most 5 of 100 trials, however often one looks.</p>
${earnedChart(course)}
<ul class="key"><li><i></i>more revenue per visitor, as found</li><li><i class="b"></i>where the truth may lie, 95%</li><li><i class="t"></i>the simulation's truth</li></ul>
<h2>Side by side</h2>${sideBySide(earned)}
<h2>What it costs</h2>${list(costs(story))}
<h2>How it was tried</h2>${design(story)}
<h2>Found and true</h2><p>No shop knows the truth. This one is simulated: what any list is worth to any visitor is an exact sum over what they might do with it.</p>${foundAndTrue(earned)}
<h2>What is left out</h2>${list(LEFT_OUT)}
<h2>What else the same log tells</h2>${story.findings.map(({ model, title, lines }) => `<p><b>${title}</b> ${lines.join(' ')} <a href="${links.report(model)}">Its report</a></p>`).join('')}
<p><a href="${links.report('shop')}">The report of the recommender</a>: how good its lists are on what people did before the trial, for whom, and why.</p></main></body></html>
`;
}

const visitorsOf = ({ arms }: Earned): number => arms[0].visitors + arms[1].visitors;
const euro = (value: number): string => money(value, 'EUR');
const share = (of: number): string => (Number.isFinite(of) ? percent(of) : '–');
const signed = (part: number): string => percent(part).replace('-', '−');
const between = ({ low, high }: Interval): string => `${euro(low)} to ${euro(high)}`;
const list = (lines: readonly string[]): string => `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;

function headline({ revenue: { found }, margin }: Earned): string {
  if (found.verdict === 'none') return 'Nothing can be said: visitors were not divided as planned';
  if (found.verdict === 'worse') return 'The recommender brings less revenue, and that is sure';
  if (found.verdict !== 'better') return 'Whether the recommender brings more revenue is not sure yet';
  return margin.found.verdict === 'better'
    ? 'The recommender brings more revenue and margin, and that is sure'
    : 'The recommender brings more revenue, and that is sure; of margin it is not';
}

function figures({ days, brought, perYear, revenue, margin }: Earned): string {
  const { relative } = revenue.found;
  const tiles = [
    [
      euro(perYear.value),
      `more margin a year, were every day like these and every list their own (95%: ${between(perYear)}).${perYear.low > 0 ? ' Without the recommender it is lost again.' : ''}`,
    ],
    [euro(margin.found.difference.value), `more margin per visitor in ${days} days (95%: ${between(margin.found.difference)})`],
    [
      relative ? signed(relative.value) : '–',
      `more revenue per visitor${relative ? ` (95%: ${signed(relative.low)} to ${signed(relative.high)})` : ''}`,
    ],
    [euro(brought.value), `more margin already, from the half that saw their own list (95%: ${between(brought)})`],
  ];
  return `<div class="figures">${tiles.map(([value, words]) => `<div><b>${value}</b><span>${words}</span></div>`).join('')}</div>`;
}

/** From which evening on the trial has been sure, in words. */
function sureWords(course: readonly Earned[]): string {
  const { days, revenue } = course.at(-1)!;
  const { verdict, sureAt } = revenue.found;
  if (verdict === 'none') return 'The halves are not as large as the lot makes them: something went wrong before any figure.';
  if (verdict === 'open' || verdict === 'early')
    return `After ${days} days the band still holds zero.${sureAt === undefined ? '' : ` If the effect is as large as found, it takes about ${count(sureAt, 'visitor')} to be sure.`}`;
  const first = course.find((_, i) => course.slice(i).every((later) => later.revenue.found.verdict === verdict))!;
  return `Since the evening of day ${first.days} the whole band has lain ${verdict === 'better' ? 'above' : 'below'} zero: the trial could have ended then.`;
}

function sideBySide({ arms: [control, treated], revenue, margin }: Earned): string {
  const rows = [
    ['visitors', control.visitors.toLocaleString('en'), treated.visitors.toLocaleString('en')],
    ['bought something', share(control.buyers / control.visitors), share(treated.buyers / treated.visitors)],
    ['revenue per visitor', euro(revenue.control), euro(revenue.treated)],
    ['of it given back for returns', share(control.refunded), share(treated.refunded)],
    ['margin per visitor', euro(margin.control), euro(margin.treated)],
  ];
  return table(['', 'bestsellers', 'their own list'], rows);
}

function costs({ earned, learned }: EarnedStory): readonly string[] {
  const { perYear, forgone, arms } = earned;
  const worth =
    perYear.low > 0
      ? `It pays as long as that costs less than ${euro(perYear.low)} a year, the low end of what it brings; ${euro(perYear.value)} is to be expected.`
      : 'Whether it brings more than that costs is not sure: the low end of what it brings is not above zero.';
  return [
    `Running it: it learned from ${count(learned.events, 'event')} in ${figure(learned.seconds, 2)} s, and this one machine answered every visit. ${worth}`,
    `Trying it: the half that saw bestsellers would have brought ${euro(forgone.value)} more margin with lists of their own (${between(forgone)}). That is the price of knowing.`,
    `Returns: things sent back earn nothing and cost ${euro(RETURN_COST)} each. Margin is after that${arms[1].refunded > arms[0].refunded ? ', and own lists have more of them' : ''}.`,
  ];
}

function design({ earned, planned }: EarnedStory): string {
  const { days, arms, experiment } = earned;
  const facts = [
    ['Who', `Everybody who came to the shop in these ${days} days, new or known.`],
    [
      'Who saw what',
      `A lot that always falls the same for the same visitor, one half each: who comes again sees the same kind of list. It fell ${arms[0].visitors.toLocaleString('en')} to ${arms[1].visitors.toLocaleString('en')}; a fair lot is as far off, or farther, in ${figure(100 * experiment.sampleRatio.pValue, 2)} of 100 trials.`,
    ],
    ['What counts', 'Everything that a visitor paid in these days, on the front page or elsewhere in the shop.'],
    ['How long', `${days} days. It was planned for ${count(planned, 'visitor')} before it began; with so many the band is narrowest.`],
    [
      'When to stop',
      'On any evening on which the whole band lies above zero, or below it. Looking every evening is allowed for: the band is wider for it.',
    ],
  ];
  return `<dl>${facts.map(([what, words]) => `<dt>${what}</dt><dd>${words}</dd>`).join('')}</dl>`;
}

const foundRow = (name: string, found: Interval, truth: number): string[] => [
  name,
  `${euro(found.value)}<small>${between(found)}</small>`,
  `${euro(truth)}<small>${found.low <= truth && truth <= found.high ? 'within' : 'outside'}</small>`,
];

function foundAndTrue({ revenue, margin, perYear, perYearTruth }: Earned): string {
  return table(
    ['more', 'found (95%)', 'true'],
    [
      foundRow('revenue per visitor', revenue.found.difference, revenue.truth),
      foundRow('margin per visitor', margin.found.difference, margin.truth),
      foundRow('margin a year', perYear, perYearTruth),
    ],
  );
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${rows
    .map(([name, ...cells]) => `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;
