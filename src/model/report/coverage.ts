import { count, percent } from '../../core/index.js';
import { coverageChart, fallsShort } from '../../evaluate/index.js';
import { schemaFromJson } from '../../data/index.js';
import type { ModelContent } from '../content.js';
import type { JudgedCoverage } from '../coverage/index.js';
import { html, raw, type Html } from './html.js';
import { narrowChart, section, table } from './section.js';
import { figure, span } from './words.js';

/** What each prediction promises beside its value, and whether that was kept; nothing where no coverage was asked for. */
export function coverageSection(content: ModelContent, judged: JudgedCoverage | undefined): Html | null {
  if (!judged || judged.rows === 0) return null;
  const { level, rows, coverage, segments } = judged;
  const isNumber = content.task === 'regression';
  const what = isNumber ? 'an interval that is meant to hold the truth' : 'a set of labels that is meant to hold the truth';
  const all = [{ name: 'all rows', coverage }, ...segments];
  return section(
    'coverage',
    isNumber ? 'How far off a single prediction may be' : 'Which labels remain possible',
    html`<p>
      Each prediction comes with ${what} ${percent(level)} of the time. On ${count(rows, 'row')} that the judged fit never saw it did so for
      ${percent(coverage.value)} of them (95% interval ${span(coverage, percent)}). ${sizeWords(content, judged)}
    </p>`,
    narrowChart(raw(coverageChart(level, all)), seen(level, segments)),
    segments.length > 0 && table(['segment', 'rows', 'held', isNumber ? 'mean width' : 'mean labels'], segments.map(lineOf)),
    segments.some(({ own }) => !own) &&
      html`<p class="soft">
        Too few rows for a promise of their own, so that of all rows holds: ${named(segments.filter(({ own }) => !own))}.
      </p>`,
    html`<p class="soft">
      The promise is one about many rows like those it learned from, not about each row by itself, and it ends where the world changes.
    </p>`,
  );
}

const named = (segments: JudgedCoverage['segments']): string => segments.map(({ name }) => name).join(', ');

const lineOf = ({ name, rows, coverage, width, size }: JudgedCoverage['segments'][number]): string[] => [
  name,
  rows.toLocaleString('en'),
  `${percent(coverage.value)} (${span(coverage, percent)})`,
  figure((width ?? size)?.value),
];

function sizeWords(content: ModelContent, { width, size, single }: JudgedCoverage): string {
  if (width) {
    const { unit } = schemaFromJson(content.schema as never)[content.target].spec;
    return `An interval is ${figure(width.value)}${unit ? `\u00a0${unit}` : ''} wide on average.`;
  }
  return size && single ? `A set has ${figure(size.value)} labels on average, and ${percent(single.value)} of the sets have only one.` : '';
}

/** What to see in the chart. */
function seen(level: number, segments: JudgedCoverage['segments']): string {
  const short = segments.filter((segment) => fallsShort(segment, level));
  if (short.length > 0)
    return `The promise is kept where a line reaches the grey point or lies to its right. It is not kept for ${named(short)}: widen what you tell them.`;
  return segments.length > 0
    ? 'Every line reaches the grey point or lies to its right: the promise is kept in each segment, as far as these rows can tell.'
    : 'The nearer the two points, the better the promise was kept; further right means wider than need be.';
}
