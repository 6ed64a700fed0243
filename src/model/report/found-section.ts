import { figure as plain, percent } from '../../core/index.js';
import { importanceChart, leaderboardChart, oddnessChart, segmentsChart } from '../../evaluate/index.js';
import type { FoundOutliers, FoundSegments, OddRow, SegmentProfile, Trait } from '../found/index.js';
import type { RowsRecord } from '../record.js';
import type { LeaderboardEntry } from '../train/compare.js';
import { UNEXPLAINED } from './why.js';
import { importanceCaption } from './captions.js';
import { html, raw, type Html } from './html.js';
import { narrowChart, section, table } from './section.js';
import { figure, span } from './words.js';

const MOST_TRAITS = 5;

/** What a training without a target found: segments with their profiles, or odd rows with their reasons. */
export function foundSection({ found }: RowsRecord): Html {
  if (found.kind === 'uplift') return html``;
  return found.kind === 'segment' ? segmentsSection(found) : outliersSection(found);
}

function segmentsSection({ segments }: FoundSegments): Html {
  const known = segments.filter((s) => s.silhouette !== null);
  return section(
    'segments',
    'The segments',
    html`<p>
      Names come from what sets a segment most apart from all rows, unless the definition gives others. A segment is a description, not a
      fact of nature.
    </p>`,
    table(
      ['segment', 'rows', 'share', 'silhouette'],
      segments.map((s) => [nameCell(s), s.rows.toLocaleString('en'), percent(s.share), s.silhouette === null ? '–' : figure(s.silhouette)]),
    ),
    known.length > 0 &&
      narrowChart(
        raw(segmentsChart(known.map(({ name, silhouette }) => ({ name, silhouette: silhouette! })))),
        'A segment near 0 shades into its neighbour; below 0 its rows lie nearer to another one.',
      ),
    html`${segments.map(profile)}`,
  );
}

/** The name, and under it the one that was found where the definition gives another. */
const nameCell = ({ name, foundAs }: SegmentProfile): Html =>
  foundAs === undefined ? html`${name}` : html`${name}<br /><span class="soft">${foundAs}</span>`;

const profile = (s: SegmentProfile): Html =>
  html`<h3>${s.name}</h3>
    ${s.outside === true && html`<p class="soft">These rows belong to no segment: few others are near them.</p>`}
    ${table(['feature', 'here', 'all rows', 'standard deviations apart'], s.traits.slice(0, MOST_TRAITS).map(traitLine))}`;

function traitLine({ feature, level, kind, here, all, strength }: Trait): readonly string[] {
  const show = kind === 'share' ? percent : (value: number): string => plain(value);
  return [
    level === undefined ? feature : `${feature}: ${level}`,
    show(here),
    show(all),
    `${strength > 0 ? '+' : '−'}${figure(Math.abs(strength))}`,
  ];
}

function outliersSection({ scores, high, oddest }: FoundOutliers): Html {
  const hasReasons = oddest.some(({ reasons }) => reasons.length > 0);
  return section(
    'outliers',
    'The odd rows',
    html`<p>Odd is not wrong: a row stands out when few others are like it in these features.</p>`,
    narrowChart(
      raw(oddnessChart(scores, high.p99)),
      `One row in twenty scores above ${figure(high.p95)}, one in a hundred above ${figure(high.p99)}.`,
    ),
    html`<h3>The oddest rows</h3>`,
    table(
      ['row', 'score', ...(hasReasons ? ['because of'] : [])],
      oddest.map((row) => [nameOf(row), figure(row.score), ...(hasReasons ? [reasonsOf(row)] : [])]),
    ),
  );
}

const reasonsOf = ({ reasons }: OddRow): string => reasons.map((r) => `${r.feature} ${shown(r.value)}`).join(', ');

const nameOf = ({ row, ids }: OddRow): string =>
  [`#${row}`, ...Object.entries(ids).flatMap(([name, id]) => (id === null ? [] : [`${name} ${id}`]))].join(', ');

const shown = (value: OddRow['reasons'][number]['value']): string =>
  value === null
    ? 'missing'
    : typeof value === 'number'
      ? plain(value)
      : typeof value === 'boolean'
        ? value
          ? 'yes'
          : 'no'
        : `“${value}”`;

/** How good that is, as far as it can be said without a truth. */
export function withoutTruthSection(record: RowsRecord): Html {
  const { metrics, baseline, rows } = record;
  return section(
    'sure',
    'How sure that is',
    html`<p>
      Nobody says what is right here, so no figure says that this is useful. What can be measured on ${rows.holdout.toLocaleString('en')}
      rows that the judged fit never saw:
    </p>`,
    table(
      ['figure', 'found', '95% interval', 'where there is nothing to find'],
      Object.entries(metrics).map(([name, m]) => [
        html`<code>${name}</code><br /><span class="soft">${WORDS[name] ?? ''}</span>`,
        figure(m.value),
        span(m),
        figure(baseline[name]),
      ]),
    ),
  );
}

const WORDS: Readonly<Record<string, string>> = {
  silhouette: 'how much nearer rows are to their own segment than to the next one; 1 is far apart, 0 is touching',
  stability: 'how far two fits on different draws of the rows agree; 1 is entirely, 0 is chance',
};

const MOST_BARS = 15;

/** Which features the answers come from, and what was tried. */
export function whichFeaturesSection({ importance, leaderboard, metric, found }: RowsRecord): Html {
  const total = importance.reduce((sum, i) => sum + i.importance, 0);
  const bars = importance
    .slice(0, MOST_BARS)
    .map((i) => ({ feature: i.feature, value: i.importance, share: total === 0 ? 0 : i.importance / total }));
  return section(
    'why',
    'Why it answers what it answers',
    bars.length === 0 && html`<p>${UNEXPLAINED}</p>`,
    bars.length > 0 &&
      narrowChart(
        raw(importanceChart(bars, 'Mean absolute share of the answered score')),
        `${importanceCaption(bars)} Each answer is a sum of one exact share per feature.`,
      ),
    leaderboard.length > 1 &&
      narrowChart(
        raw(
          leaderboardChart(
            leaderboard.map((l) => ({ name: triedName(l), mean: l.metric, standardError: l.standardError })),
            metric,
          ),
        ),
        found.kind === 'uplift'
          ? 'Ways to learn the effect, each judged on folds of the training rows that it had not learned from; the best mean was chosen.'
          : 'Numbers of segments tried on the training rows, each over resampled rows; the best that resampling brought back was chosen.',
      ),
  );
}

/** What tells a candidate from the others: its number of segments, or the method and what it learns with. */
function triedName({ learner, params }: LeaderboardEntry): string {
  if ('segments' in params) return `${String(params['segments'])} segments`;
  const parts = [params['outcome'], params['effect']].flatMap((part) => (part ? [(part as { readonly learner: string }).learner] : []));
  return parts.length === 0 ? learner : `${learner} over ${[...new Set(parts)].join(' and ')}`;
}
