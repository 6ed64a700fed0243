import {
  rankingMetricsAt,
  userMeans,
  type RankingEvaluation,
  type RankingSegment,
  type UserMeanOptions,
  type UserValues,
} from '../evaluate/index.js';
import type { CategoryColumn } from '../core/index.js';
import type { Interactions } from './interactions.js';
import type { JudgedLists } from './judge.js';

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

/** What segments are made of. */
export interface SegmentInput {
  readonly before: Interactions;
  readonly lists: JudgedLists;
  /** The lists of the same users by popularity. */
  readonly baseline: JudgedLists;
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
      baseline: Object.fromEntries(Object.entries(baseline).map(([name, values]) => [name, values.reduce((sum, v) => sum + v, 0) / users])),
    })),
    smallSegments: judged.flatMap(({ part, users }) => (users > 0 && users < LEAST_SEGMENT_USERS ? [{ name: part.name, users }] : [])),
  };
}

function partsOf({ before, lists, userColumns = [] }: SegmentInput): Part[] {
  const events = Int32Array.from(lists.users, (u) => before.start[u + 1] - before.start[u]);
  const { popular, unseen } = itemParts(before);
  const [rare, isNewItem] = [(item: number) => !popular[item] && !unseen[item], (item: number) => unseen[item] === 1];
  return [
    { name: 'users without a history', of: 'users', isIn: (n) => events[n] === 0 },
    { name: `new users (1 to ${NEW_USER_EVENTS} events)`, of: 'users', isIn: (n) => events[n] > 0 && events[n] <= NEW_USER_EVENTS },
    { name: `users of ${NEW_USER_EVENTS + 1} events or more`, of: 'users', isIn: (n) => events[n] > NEW_USER_EVENTS },
    { name: 'popular items', of: 'items', isIn: (item) => popular[item] === 1 },
    { name: 'rare items', of: 'items', isIn: rare },
    { name: 'items nobody took before', of: 'items', isIn: isNewItem },
    ...userColumns.flatMap(({ name, levels, codes }) => [
      ...levels.map((level, code): Part => ({ name: `${name} = ${level}`, of: 'users', isIn: (n) => codes[lists.users[n]] === code })),
      { name: `${name} unknown`, of: 'users' as const, isIn: (n: number) => codes[lists.users[n]] < 0 },
    ]),
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
    const take = ({ values }: JudgedLists): UserValues =>
      Object.fromEntries(metrics.map(({ name }) => [name, Float64Array.from(kept, (n) => values[name][n])]));
    return { users: kept.length, lists: take(lists), baseline: take(baseline) };
  }
  const sought = lists.taken.map((items) => new Set(items.filter(part.isIn)));
  const kept = Int32Array.from(sought.keys()).filter((n) => sought[n].size > 0);
  const take = (of: JudgedLists): UserValues => {
    const hits = Array.from(kept, (n) => Uint8Array.from(of.lists[n].subarray(0, k), (item) => (sought[n].has(item) ? 1 : 0)));
    return Object.fromEntries(
      metrics.map(({ name, metric }) => [name, Float64Array.from(kept, (n, i) => metric.of(hits[i], sought[n].size, k))]),
    );
  };
  return { users: kept.length, lists: take(lists), baseline: take(baseline) };
}
