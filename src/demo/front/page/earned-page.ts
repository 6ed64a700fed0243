import { count, money, percent } from '../../../core/index.js';
import type { Interval } from '../../../evaluate/index.js';
import type { Earned, FoundAndTrue } from '../../shop/live/earned.js';

const EUR = 'EUR';
const [WIDTH, HEIGHT, LEFT, BOTTOM] = [720, 300, 82, 34];

const style = `:root{color-scheme:light dark;--paper:light-dark(#faf7f1,#15161a);--card:light-dark(#fffdf9,#1d1f25);--ink:light-dark(#23211d,#ece8e0);--soft:light-dark(#6b655b,#a49e93);--line:light-dark(#e6dfd2,#31343c);--accent:light-dark(#9a4a24,#f0a578);--true:light-dark(#1f6f5c,#7fd0b8)}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:820px;margin:auto;padding:32px 24px 64px}h1,h2{font-family:"Iowan Old Style",Palatino,Georgia,serif;line-height:1.2;letter-spacing:-.01em}h1{font-size:36px;margin:18px 0 6px}h2{font-size:23px;margin:36px 0 8px}
a{color:var(--accent);text-underline-offset:3px}.lead{font-size:18px;color:var(--soft);margin:0 0 24px}
.figures{display:grid;grid-template-columns:repeat(3,1fr);gap:14px}.figures div{border:1px solid var(--line);border-radius:14px;background:var(--card);padding:16px 18px}
.figures b{display:block;font:600 27px/1.2 "Iowan Old Style",Palatino,Georgia,serif}.figures span{color:var(--soft);font-size:14px}
.wide{overflow-x:auto}table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:15px}th,td{text-align:right;padding:9px 10px;border-bottom:1px solid var(--line);white-space:nowrap}th:first-child,td:first-child{text-align:left;padding-left:0}th{color:var(--soft);font-weight:500}
svg{width:100%;height:auto;display:block;background:var(--card);border:1px solid var(--line);border-radius:14px}svg text{font-size:12px;fill:var(--soft)}
.band{fill:var(--accent);opacity:.18}.found{fill:none;stroke:var(--accent);stroke-width:2.5}.truth{fill:none;stroke:var(--true);stroke-width:2;stroke-dasharray:6 5}.zero{stroke:var(--soft);stroke-width:1}.grid{stroke:var(--line)}
.key{display:flex;gap:22px;flex-wrap:wrap;color:var(--soft);font-size:14px;margin:10px 0 0;padding:0;list-style:none}.key i{display:inline-block;width:22px;height:0;border-top:3px solid var(--accent);vertical-align:middle;margin-right:7px}.key i.t{border-top:3px dashed var(--true)}.key i.b{border:0;height:12px;background:var(--accent);opacity:.25}
@media(max-width:640px){.figures{grid-template-columns:1fr}main{padding:20px 16px 48px}h1{font-size:29px}}`;

/** The page that tells a shop's owner what the recommender earned, how sure that is, and, as this shop is simulated, what is true. `course`: after each day. */
export function earnedPage(earned: Earned, course: readonly Earned[]): string {
  const { revenue, margin, arms, days, visits } = earned;
  const visitors = arms[0].visitors + arms[1].visitors;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>What the recommender earned</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><a href="/shop">Back to the shop</a><h1>${headline(earned)}</h1>
<p class="lead">${days} days, ${count(visits, 'visit')} by ${count(visitors, 'visitor')}. By lot, half of them saw on the front page what sells best, half a list of their own.</p>
<div class="figures">${[
    [euro(earned.brought.value), `of margin earned in ${days} days (${between(earned.brought)})`],
    [euro(earned.perYear.value), `a year, if every visitor saw their own list (${between(earned.perYear)})`],
    [
      revenue.found.relative ? signed(revenue.found.relative.value) : '–',
      `more revenue per visitor${revenue.found.relative ? ` (${signed(revenue.found.relative.low)} to ${signed(revenue.found.relative.high)})` : ''}`,
    ],
  ]
    .map(([figure, words]) => `<div><b>${figure}</b><span>${words}</span></div>`)
    .join('')}</div>
<h2>How sure is that?</h2><p>The band holds the truth at every look at once, on 95 of 100 such trials: whoever looks each evening and stops when it leaves zero behind is not fooled by chance.</p>
${chart(course)}
<ul class="key"><li><i></i>found, more revenue per visitor</li><li><i class="b"></i>95% interval</li><li><i class="t"></i>the simulation's truth</li></ul>
<h2>Side by side</h2><div class="wide"><table><thead><tr><th></th><th>visitors</th><th>bought</th><th>revenue per visitor</th><th>margin per visitor</th></tr></thead><tbody>
${['Bestsellers', 'Their own list'].map((name, a) => `<tr><td>${name}</td><td>${arms[a].visitors.toLocaleString('en')}</td><td>${percent(arms[a].buyers / arms[a].visitors)}</td><td>${euro(a === 0 ? revenue.control : revenue.treated)}</td><td>${euro(a === 0 ? margin.control : margin.treated)}</td></tr>`).join('')}
</tbody></table></div>
<h2>Found and true</h2><p>No shop knows the truth. This one is simulated: what any list is worth to any visitor is an exact sum over what they might do with it.</p>
<div class="wide"><table><thead><tr><th>more per visitor</th><th>found</th><th>95% interval</th><th>true</th></tr></thead><tbody>${row('Revenue', revenue)}${row('Margin', margin)}</tbody></table></div></main></body></html>
`;
}

const euro = (value: number): string => money(value, EUR);
const signed = (share: number): string => percent(share).replace('-', '−');
const between = ({ low, high }: Interval): string => `${euro(low)} to ${euro(high)}`;

const row = (name: string, { found, truth, holds }: FoundAndTrue): string =>
  `<tr><td>${name}</td><td>${euro(found.difference.value)}</td><td>${between(found.difference)}</td><td>${euro(truth)}, ${holds ? 'within' : 'outside'}</td></tr>`;

function headline({ revenue: { found } }: Earned): string {
  if (found.verdict === 'better') return 'The recommender earns more, and that is sure';
  if (found.verdict === 'worse') return 'The recommender earns less, and that is sure';
  return 'Whether the recommender earns more is not sure yet';
}

/** The difference in revenue after each day, its interval and the truth. */
function chart(course: readonly Earned[]): string {
  const found = course.map(({ revenue }) => revenue.found.difference);
  const truths = course.map(({ revenue }) => revenue.truth);
  // The first evenings' intervals would flatten all others.
  const low = Math.min(0, ...found.slice(2).map((one) => one.low), ...truths);
  const high = Math.max(...found.slice(2).map((one) => one.high), ...truths, low + 1);
  const x = (day: number): number => LEFT + ((WIDTH - LEFT - 24) * day) / Math.max(1, course.length - 1);
  const y = (value: number): number =>
    Math.min(HEIGHT - BOTTOM, Math.max(16, 16 + ((HEIGHT - BOTTOM - 16) * (high - value)) / (high - low)));
  const line = (values: readonly number[]): string =>
    values.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const back = found.map((_, i) => found.length - 1 - i).map((i) => `L${x(i).toFixed(1)} ${y(found[i].low).toFixed(1)}`);
  const step = [0.5, 1, 2, 5, 10, 20, 50, 100].find((size) => (high - low) / size <= 7) ?? 200;
  const ticks = Array.from({ length: Math.floor(high / step) - Math.ceil(low / step) + 1 }, (_, i) => (Math.ceil(low / step) + i) * step);
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="More revenue per visitor after each day, with its interval and the truth">
${ticks.map((tick) => `<line class="${tick === 0 ? 'zero' : 'grid'}" x1="${LEFT}" x2="${WIDTH - 24}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/><text x="${LEFT - 8}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${euro(tick)}</text>`).join('')}
<path class="band" d="${line(found.map((one) => one.high))}${back.join('')}Z"/><path class="truth" d="${line(truths)}"/><path class="found" d="${line(found.map((one) => one.value))}"/>
${course.map(({ days }, i) => (i % 2 === 0 || course.length < 8 ? `<text x="${x(i).toFixed(1)}" y="${HEIGHT - 12}" text-anchor="middle">day ${days}</text>` : '')).join('')}</svg>`;
}
