import { canonicalJson, count, figure, percent, type Json } from '../../../core/index.js';
import { exposureChart, listLengthsChart, listSegmentsChart, methodsChart } from '../../../evaluate/index.js';
import { html, raw, type Html } from '../../report/html.js';
import { page } from '../../report/page.js';
import { chart, section, table, tilesOf, type Tile } from '../../report/section.js';
import { signOffSection } from '../../report/sign-off.js';
import { between, span } from '../../report/words.js';
import { foundWords } from '../found-words.js';
import { heldOutWords } from '../held-out.js';
import type { RegisteredRecommender } from '../open.js';
import { dataSection } from './data-sheet.js';
import { examplesSection } from './examples.js';
import { limitsSection } from './limits.js';
import { rulesSection } from './rules.js';

/**
 * The report of a recommender as one HTML page for people who decide: what its lists are worth beside what most users take and how sure that is, whom they are for,
 * what rules cost, whose lists look how, where it comes from, with lines to sign. Self-contained. The same version gives the same page.
 */
export function recommenderReportHtml(open: RegisteredRecommender): string {
  const title = `${open.model}: recommending items`;
  return page(
    title,
    html`<header>
        <p class="kind">${title}, version ${open.version}</p>
        <h1>${foundWords(open.record)}</h1>
        ${glance(open)}
      </header>
      ${goodSection(open)}${examplesSection(open)}${forWhomSection(open)}${likeSection(open)}${rulesSection(open)}${chosenSection(open)}${dataSection(open)}${limitsSection(open)}${detailsSection(open)}${signOffSection(open)}`,
  );
}

function glance({ record }: RegisteredRecommender): Html {
  const { metrics, baseline, users, items, coverage } = record;
  const hit = metrics['hit_rate@10'];
  const tiles: readonly Tile[] = [
    ...(hit
      ? [['of users find something among 10', percent(hit.value), `${percent(hit.low)} to ${percent(hit.high)}, at 95%`] as const]
      : []),
    ['what most users take would reach', percent(baseline['hit_rate@10'] ?? 0), 'the same list for everybody'],
    ['of the items stand on some list of 10', percent(coverage), `of ${count(items.all, 'item')}`],
    ['users behind these figures', users.judged.toLocaleString('en'), 'by what they did after all that was learned'],
  ];
  return tilesOf(tiles);
}

/** How the metrics are called in one sentence each. */
const MEANS: Readonly<Record<string, string>> = {
  'ndcg@10': 'what users took next, weighed by how high it stands, as a share of the best order',
  'recall@20': 'share of what they took next that is among 20 items',
  'precision@10': 'share of 10 recommended items that they took next',
  'hit_rate@10': 'share of users who took at least one of 10 items',
  'mrr@10': 'one over the place of the first item taken',
};

function goodSection({ content, record }: RegisteredRecommender): Html {
  const { metrics, baseline, users } = record;
  const lines = Object.entries(MEANS).flatMap(([name, means]) => {
    const own = metrics[name];
    return own
      ? [
          [
            html`${name}<br /><span class="soft">${means}</span>`,
            html`${figure(own.value, 3)}<br /><span class="soft">${span(own)}</span>`,
            figure(baseline[name] ?? NaN, 3),
          ],
        ]
      : [];
  });
  return section(
    'lists',
    'How good its lists are',
    html`<p>
      ${heldOutWords(content.split)}; the method learned from the rest, and its lists were held against what was hidden. All items that a
      user had not taken were candidates, none left out to make it easier. ${sureWords(record)}
    </p>`,
    record.users.judged > 0 &&
      chart(
        raw(listLengthsChart(record.evaluation, 'ndcg', content.learner)),
        'The same at lists of 5, 10 and 20, beside what most users take and a random order.',
      ),
    table(['', 'lists (95% interval)', 'what most take'], lines),
    html`<p class="soft">
      ${count(users.judged, 'user')} of ${users.all.toLocaleString('en')} took something new in the hidden part. People take what they
      happen to see: an item that nobody had seen cannot be counted as wanted, so that these figures are lower than what lists that are
      shown would reach, and what they earn is known from a trial alone.
    </p>`,
  );
}

function sureWords({ metrics, baseline, metric }: RegisteredRecommender['record']): string {
  const own = metrics[metric];
  if (!own) return 'Nobody took anything new, so that nothing can be said of its quality.';
  const base = baseline[metric] ?? 0;
  if (own.low > base)
    return `That they are better than what most users take is beyond doubt: ${metric} is ${between(own)}, against ${figure(base, 3)}.`;
  return `That they are better than what most users take is not certain: ${metric} is ${between(own)}, against ${figure(base, 3)}.`;
}

/** Where lists are weaker: by how much is known of users, and by how many take an item. */
function forWhomSection({ record: { evaluation } }: RegisteredRecommender): Html | null {
  const { segments, smallSegments } = evaluation;
  if (segments.length === 0) return null;
  const small =
    smallSegments.length > 0 ? ` Too few to judge: ${smallSegments.map(({ name, users }) => `${name} (${users})`).join(', ')}.` : '';
  return section(
    'segments',
    'For whom it is better',
    chart(
      raw(listSegmentsChart(segments, 'ndcg@10')),
      `By parts of the users, and of the items that there were to find; below each what most users take would reach.${small}`,
    ),
  );
}

/** What lists are like beside being right: how many items they show, and how popular these are. */
function likeSection({ content, record: { evaluation } }: RegisteredRecommender): Html | null {
  const { beyond } = evaluation;
  if (!beyond) return null;
  const { lists, popularity } = beyond;
  const lift = lists.popularityLift;
  const popular =
    lift === undefined
      ? ''
      : ` They are ${percent(Math.abs(lift))} ${lift > 0 ? 'more' : 'less'} popular than what the same users had chosen by themselves.`;
  return section(
    'like',
    'What its lists are like',
    html`<p>
      Lists of ${beyond.k} show ${percent(lists.coverage)} of the items, where what most users take shows
      ${percent(popularity.coverage)}.${popular}
      ${lists.diversity ? `Two items of a list are unlike each other to ${figure(lists.diversity.value, 2)}, from 0 (the same) to 1.` : ''}
    </p>`,
    chart(
      raw(exposureChart(beyond, content.learner)),
      'How the places of all lists are shared out. The nearer to the diagonal, the more items get a chance.',
    ),
  );
}

function chosenSection({ content, record }: RegisteredRecommender): Html {
  const { leaderboard, metric } = record;
  const recency = Number(content.params['recency'] ?? 0);
  const newer =
    recency === 0
      ? ''
      : ` What a user did last says most: every ${count(recency, 'newer thing', 'newer things')} that they did halve what an older one counts.`;
  return section(
    'chosen',
    'How it was chosen',
    html`<p>
      ${leaderboard.length > 1 ? `${count(leaderboard.length, 'method')} were compared by ${metric} on what came last before the hidden part; the best was taken.` : `The method ${content.learner} was asked for.`}${newer}
    </p>`,
    leaderboard.length > 1 && chart(raw(methodsChart(leaderboard, metric)), 'Each method with the best of the settings that were tried.'),
  );
}

function detailsSection({ model, version, digest, content, record }: RegisteredRecommender): Html {
  const { lineage } = record;
  const facts = [
    ['version', `${model}@${version}`],
    ['digest', digest],
    ['data', `sha256 ${lineage.data}`],
    ['trained', `${lineage.trainedAt.replace('T', ' ').slice(0, 19)} UTC in ${record.seconds.toFixed(1)} s, seed ${lineage.seed}`],
    ['method', `${content.learner} ${canonicalJson(content.params as Json)}`],
    ['code', lineage.commit ?? 'not in a git checkout'],
    ['after', lineage.parent ?? 'no version before it was champion'],
    ['software', `millwright ${lineage.millwright}, node ${lineage.node}, ${lineage.platform}`],
  ];
  return section('details', 'Where it comes from', table(['', ''], facts.map(([name, value]) => [name, html`<code>${value}</code>`]))); // prettier-ignore
}
