import {
  rankingMetricsAt,
  userGains,
  userMeans,
  type Interval,
  type RankingEvaluation,
  type RankingSegment,
  type UserMeanOptions,
  type UserValues,
} from '../evaluate/index.js';
import type { CategoryColumn } from '../core/index.js';
import type { Interactions } from './interactions.js';
import type { JudgedLists } from './judge.js';
import { MOST_LEVELS } from './popularity/segments.js';

/** Users with at most so many events before are new. */
export const NEW_USER_EVENTS = 5;
/** Rare items are those beyond the most popular ones that have this share of all events. */
export const HEAD_SHARE = 0.8;
/** Fewest users of whom a segment says something. */
export const LEAST_SEGMENT_USERS = 20;

/** Part of what is judged: a test of the places of users among the judged, or of items. */
interface Part {
  readonly name: string;
  readonly of: 'users' | 'items';
  readonly isIn: (place: number) => boolean;
}

/** What segments read of judged lists. */
export type SegmentLists = Pick<JudgedLists, 'users' | 'lists' | 'taken' | 'values'>;

/** What segments are made of. */
export interface SegmentInput {
  readonly before: Interactions;
  readonly lists: SegmentLists;
  /** Other lists of the same users: by popularity. */
  readonly baseline: SegmentLists;
  /** Length of list that segments are judged at. */
  readonly k: number;
  /** Per user of the interactions: what is declared of them. */
  readonly userColumns?: readonly CategoryColumn[];
}

/** How good lists are for parts of the users, and in finding parts of the items. */
export function judgeSegments(input: SegmentInput, options: UserMeanOptions): Pick<RankingEvaluation, 'segments' | 'smallSegments'> {
  const judged = partsOf(input).map((part) => ({ part, ...valuesIn(part, input) }));
  const large = judged.filter(({ users }) => users >= LEAST_SEGMENT_USERS);
  return {
    segments: large.map(({ part, users, lists, baseline }): RankingSegment => ({
      name: part.name,
      of: part.of,
      users,
      metrics: userMeans(lists, options),
      baseline: Object.fromEntries(Object.entries(baseline).map(([name, values]) => [name, meanOf(values)])),
    })),
    smallSegments: judged.flatMap(({ part, users }) => (users > 0 && users < LEAST_SEGMENT_USERS ? [{ name: part.name, users }] : [])),
  };
}

/** How much better lists are than others of the same users, in one part of the users or of the items that there were to find. */
export interface SegmentGain extends Pick<RankingSegment, 'name' | 'of' | 'users'> {
  /** The metric of the others, and of the lists. */
  readonly other: number;
  readonly own: number;
  /** Paired over the same users; positive is better. */
  readonly gain: Interval;
}

/** The gain in every part with users enough, by a metric at the length of the segments (`ndcg@10`). */
export function segmentGains(input: SegmentInput, metric: string, options: UserMeanOptions): readonly SegmentGain[] {
  return partsOf(input).flatMap((part) => {
    const { users, lists, baseline } = valuesIn(part, input);
    if (users < LEAST_SEGMENT_USERS) return [];
    const [own, other] = [lists[metric], baseline[metric]];
    const { gain } = userGains({ gain: own }, { gain: other }, options);
    return [{ name: part.name, of: part.of, users, other: meanOf(other), own: meanOf(own), gain }];
  });
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A part of some users, by their places among them. */
export interface UserPart {
  readonly name: string;
  readonly isIn: (place: number) => boolean;
}

/** Users by how many events each of them has. */
export const partsByActivity = (events: ArrayLike<number>): readonly UserPart[] => [
  { name: 'users without a history', isIn: (n) => events[n] === 0 },
  { name: `new users (1 to ${NEW_USER_EVENTS} events)`, isIn: (n) => events[n] > 0 && events[n] <= NEW_USER_EVENTS },
  { name: `users of ${NEW_USER_EVENTS + 1} events or more`, isIn: (n) => events[n] > NEW_USER_EVENTS },
];

/** Users by the levels of what is declared of them, without columns of too many levels to tell segments; `users` are their places in the columns. */
export const partsByColumns = (columns: readonly CategoryColumn[], users: ArrayLike<number>): readonly UserPart[] =>
  columns
    .filter(({ levels }) => levels.length <= MOST_LEVELS)
    .flatMap(({ name, levels, codes }) => [
      ...levels.map((level, code): UserPart => ({ name: `${name} = ${level}`, isIn: (n) => codes[users[n]] === code })),
      { name: `${name} unknown`, isIn: (n: number) => codes[users[n]] < 0 },
    ]);

const ofUsers = (part: UserPart): Part => ({ ...part, of: 'users' });

function partsOf({ before, lists, userColumns = [] }: SegmentInput): Part[] {
  const events = Int32Array.from(lists.users, (u) => before.start[u + 1] - before.start[u]);
  const { popular, unseen } = itemParts(before);
  const [rare, isNewItem] = [(item: number) => !popular[item] && !unseen[item], (item: number) => unseen[item] === 1];
  return [
    ...partsByActivity(events).map(ofUsers),
    { name: 'popular items', of: 'items', isIn: (item) => popular[item] === 1 },
    { name: 'rare items', of: 'items', isIn: rare },
    { name: 'items nobody took before', of: 'items', isIn: isNewItem },
    ...partsByColumns(userColumns, lists.users).map(ofUsers),
  ];
}

/** The fewest items that have most of the events are popular; those without any are unseen. */
function itemParts({ items, item }: Interactions): { popular: Uint8Array; unseen: Uint8Array } {
  const times = new Float64Array(items.length);
  for (const i of item) times[i]++;
  const [popular, unseen] = [new Uint8Array(items.length), Uint8Array.from(times, (n) => (n === 0 ? 1 : 0))];
  const order = Uint32Array.from(times.keys()).toSorted((a, b) => times[b] - times[a] || a - b);
  for (let [rank, sum] = [0, 0]; rank < order.length && sum < HEAD_SHARE * item.length; rank++) {
    sum += times[order[rank]];
    popular[order[rank]] = 1;
  }
  return { popular, unseen };
}

/** The metrics of the users in a part; of items: of all users for whom there was one of them to find. */
function valuesIn(part: Part, { lists, baseline, k }: SegmentInput): { users: number; lists: UserValues; baseline: UserValues } {
  const metrics = rankingMetricsAt([k]);
  if (part.of === 'users') {
    const kept = Int32Array.from(lists.users.keys()).filter((n) => part.isIn(n));
    const take = ({ values }: SegmentLists): UserValues =>
      Object.fromEntries(metrics.map(({ name }) => [name, Float64Array.from(kept, (n) => values[name][n])]));
    return { users: kept.length, lists: take(lists), baseline: take(baseline) };
  }
  const sought = lists.taken.map((items) => new Set(items.filter(part.isIn)));
  const kept = Int32Array.from(sought.keys()).filter((n) => sought[n].size > 0);
  const take = (of: SegmentLists): UserValues => {
    const hits = Array.from(kept, (n) => Uint8Array.from(of.lists[n].subarray(0, k), (item) => (sought[n].has(item) ? 1 : 0)));
    return Object.fromEntries(
      metrics.map(({ name, metric }) => [name, Float64Array.from(kept, (n, i) => metric.of(hits[i], sought[n].size, k))]),
    );
  };
  return { users: kept.length, lists: take(lists), baseline: take(baseline) };
}
