import { count, figure, money, percent } from '../../../core/index.js';
import type { SegmentGain } from '../../../recommend/index.js';
import {
  bytesWords,
  changedTable,
  metricsTable,
  oneVersion,
  spanWords,
  type DiffStory,
  type StoryTable,
} from '../../report/story-parts.js';
import { decidingMetrics } from '../deciding-metrics.js';
import type { FoundMoney, RecommenderDiff } from './diff.js';
import type { ListChanges } from './list-changes.js';

/** The words of a comparison of recommenders. */
export function listsStory(diff: RecommenderDiff): DiffStory {
  const { a, b, same, gain, segments = [], money: found, lists, changed } = diff;
  if (a === b) return oneVersion(a);
  const metrics = decidingTable(diff);
  if (same) return { verdict: `${a} and ${b} are the same recommender, bit for bit.`, sentences: [], tables: [metrics] };
  return {
    verdict: gain ? gainWords(diff, gain) : `${a} → ${b}`,
    sentences: [
      comparedWords(diff),
      ...(found ? [moneyWords(found, a, b)] : []),
      ...listsWords(lists),
      exposureWords(lists),
      ...(segments.length > 0 ? [segmentsWords(segments)] : []),
      `Serving: it takes ${bytesWords(diff.footprint.b.bytes)} instead of ${bytesWords(diff.footprint.a.bytes)}.`,
    ],
    tables: [
      metrics,
      ...(segments.length > 0 ? [segmentsTable(diff, segments)] : []),
      ...(lists.parts.length > 0 ? [partsTable(lists)] : []),
      ...(lists.gained.length + lists.lost.length > 0 ? [itemsTable(diff)] : []),
      ...(changed.length > 0 ? [changedTable(diff)] : []),
    ],
  };
}

/** What training tells of lists, of both; then how many more figures there are. */
function decidingTable(diff: RecommenderDiff): StoryTable {
  const { metrics, gain, compared, lists, money: found } = diff;
  const names = decidingMetrics(gain?.metric, metrics);
  const isPaired = compared.how !== 'unpaired';
  const { lines, ...table } = metricsTable(diff, Object.fromEntries(names.map((name) => [name, metrics[name]])), {
    of: isPaired ? 'users compared' : 'own holdout',
    ...(isPaired ? { paired: 'paired' } : {}),
  });
  const amount = (value: number): string => money(value, found?.currency ?? '');
  const more = Object.keys(metrics).length - names.length;
  const beside = [
    [`items on any list of ${lists.k}`, percent(lists.exposure.a.coverage), percent(lists.exposure.b.coverage)],
    ...(found
      ? [
          [
            `money a user, among ${found.k}`,
            amount(found.a),
            amount(found.b),
            amount(found.perUser.value),
            spanWords(found.perUser, amount),
          ],
        ]
      : []),
    ...(more > 0 ? [[`and ${count(more, 'more metric')} in --json`]] : []),
  ];
  return { ...table, lines: [...lines, ...beside.map((line) => table.heads.map((_, column) => line[column] ?? ''))] };
}

function gainWords({ a, b }: RecommenderDiff, { metric, users, value, low, high }: NonNullable<RecommenderDiff['gain']>): string {
  const verdict = value === 0 ? `is equal to ${a}` : `is ${figure(Math.abs(value))} ${value > 0 ? 'better' : 'worse'} than ${a}`;
  const sure = value !== 0 && low <= 0 && high >= 0 ? ': too close to call' : '';
  return `${b} ${verdict} in ${metric} for ${count(users, 'user')} (95% interval ${spanWords({ value, low, high })})${sure}.`;
}

function comparedWords({ compared: { how, users }, a, b }: RecommenderDiff): string {
  if (how === 'common') return `Compared by what the same ${count(users, 'user')} did next, which neither saw.`;
  if (how === 'asked')
    return `The events differ: by what ${count(users, 'user')} did next, the settings of both learned from the same events when one was trained beside the other. Other figures are each of its own holdout.`;
  return `Unpaired: ${a} and ${b} were judged on different events, and neither was champion when the other was trained. A difference may be one of the users.`;
}

function moneyWords({ currency = '', k, a, b, perUser }: FoundMoney, nameA: string, nameB: string): string {
  const amount = (value: number): string => money(value, currency);
  if (a === b) return `Money: what users took next and stands among ${k} brings ${amount(b)} a user with either.`;
  const sure = perUser.low <= 0 && perUser.high >= 0 ? ' That may be chance.' : '';
  return `Money: what users took next and stands among ${k} brings ${amount(b)} a user with ${nameB}, ${amount(a)} with ${nameA}: ${amount(Math.abs(b - a))} ${b > a ? 'more' : 'less'} (95% interval ${spanWords(perUser, amount)}).${sure}`;
}

function listsWords({ k, users, overlap, agreement, same, disjoint, parts }: ListChanges): readonly string[] {
  if (same === users) return [`Lists: none of ${count(users, 'user')} gets another list of ${k}.`];
  const [first] = parts;
  const stands = first && first.overlap < overlap.value - 0.1;
  return [
    `Lists: of ${k} items ${figure(k * overlap.value, 2)} stay (${spanWords({ value: k * overlap.value, low: k * overlap.low, high: k * overlap.high }, (value) => figure(value, 2))}); ${percent(same / users)} of ${count(users, 'user')} keep their list as it was, ${percent(disjoint / users)} keep nothing of it. By place they agree to ${figure(agreement.value, 2)} (rank-biased overlap; 1 is the same).`,
    ...(stands ? [`They change most for ${first.name}: ${percent(first.overlap)} of their items stay.`] : []),
  ];
}

const movedMost = (what: string, of: readonly { readonly title: string }[]): string[] =>
  of.length === 0
    ? []
    : [
        `${what} most: ${of
          .slice(0, 3)
          .map(({ title }) => title)
          .join(', ')}`,
      ];

function exposureWords({ exposure: { a, b }, appeared, gone, gained, lost }: ListChanges): string {
  const moved = [...movedMost('gaining', gained), ...movedMost('losing', lost)];
  return `Items: ${percent(b.coverage)} of the catalogue stand on a list, where it was ${percent(a.coverage)} (Gini ${figure(b.gini, 2)}, was ${figure(a.gini, 2)}): ${count(appeared, 'item')} appear, ${gone.toLocaleString('en')} are gone${moved.length > 0 ? `; ${moved.join('; ')}` : ''}.`;
}

const named = (list: readonly SegmentGain[]): string => list.map(({ name }) => `“${name}”`).join(', ');

function segmentsWords(segments: readonly SegmentGain[]): string {
  const [worse, better] = [segments.filter(({ gain }) => gain.high < 0), segments.filter(({ gain }) => gain.low > 0)];
  if (worse.length + better.length === 0) return `Segments: in none of ${segments.length} is there a difference beyond chance.`;
  return `Segments: ${[...(worse.length > 0 ? [`worse in ${named(worse)}`] : []), ...(better.length > 0 ? [`better in ${named(better)}`] : [])].join('; ')}, beyond chance.`;
}

const segmentsTable = ({ a, b }: RecommenderDiff, segments: readonly SegmentGain[]): StoryTable => ({
  about: 'segments',
  heads: ['segment', 'users', a, b, 'better by', '95% interval'],
  lines: segments.map(({ name, users, other, own, gain }) => [
    name,
    figure(users),
    figure(other),
    figure(own),
    figure(gain.value),
    spanWords(gain),
  ]),
});

const partsTable = ({ parts, k }: ListChanges): StoryTable => ({
  about: 'users',
  heads: ['users', 'how many', `of ${k} items stay`],
  lines: parts.map(({ name, users, overlap }) => [name, figure(users), percent(overlap)]),
});

const itemsTable = ({ a, b, lists: { gained, lost } }: RecommenderDiff): StoryTable => ({
  about: 'items',
  heads: ['item, share of users who see it', a, b],
  lines: [...gained, ...lost].map((one) => [one.title, ...[one.a, one.b].map((share) => (share === null ? 'not known' : percent(share)))]),
});
