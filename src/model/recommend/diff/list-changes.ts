import { evenly } from '../../../core/index.js';
import { exposureOf, listOverlap, meanInterval, rankBiasedOverlap, type Interval } from '../../../evaluate/index.js';
import { LEAST_SEGMENT_USERS, partsByActivity, partsByColumns } from '../../../recommend/index.js';
import type { RegisteredRecommender } from '../open.js';
import type { People } from '../people.js';

/** How often an item stands on the lists of either version. */
export interface ItemExposure {
  readonly item: string;
  /** What people call it. */
  readonly title: string;
  /** Share of the users on whose list it stands; null where a version does not know the item. */
  readonly a: number | null;
  readonly b: number | null;
}

/** How the places of the lists are shared out among the items that a version knows. */
export interface ListExposure {
  readonly coverage: number;
  readonly gini: number;
}

/** What becomes of the lists that users get, by what either version makes of the same histories. */
export interface ListChanges {
  readonly k: number;
  readonly users: number;
  /** Mean share of the places whose items stay, and the mean agreement by place (rank-biased overlap), with 95 % intervals over users. */
  readonly overlap: Interval;
  readonly agreement: Interval;
  /** Users whose list is the same, place by place, and those who keep no item. */
  readonly same: number;
  readonly disjoint: number;
  /** Parts of the users, those whose lists change most first. */
  readonly parts: readonly { readonly name: string; readonly users: number; readonly overlap: number }[];
  readonly exposure: { readonly a: ListExposure; readonly b: ListExposure };
  /** Items that stand on more lists, and on fewer, the largest change first. */
  readonly gained: readonly ItemExposure[];
  readonly lost: readonly ItemExposure[];
  /** Items that stand on a list of one version and on none of the other's. */
  readonly appeared: number;
  readonly gone: number;
}

/** Users whose lists are made by both, the length of these, and the items that are told. */
const [MOST_USERS, LENGTH, MOST_ITEMS] = [1000, 10, 10];

interface Side {
  readonly open: RegisteredRecommender;
  readonly people: People | undefined;
}

/** Makes the lists of up to a thousand users, evenly spread, by both versions: from what the second knew that they did, else the first. */
export function listChanges(a: RegisteredRecommender, { open: b, people }: Side, seed: number): ListChanges {
  const users = evenly([...new Set([...b.userIds(), ...a.userIds()])].toSorted(), MOST_USERS);
  const histories = users.map((user) => {
    const newer = b.historyOf(user);
    return newer.length > 0 ? newer : a.historyOf(user);
  });
  const listsBy = ({ recommend }: RegisteredRecommender): readonly (readonly string[])[] =>
    users.map((user, n) => recommend({ user, history: histories[n], k: LENGTH }).items.map(({ item }) => item));
  const [was, is] = [listsBy(a), listsBy(b)];
  const overlaps = Float64Array.from(was, (list, n) => listOverlap(list, is[n]));
  const parts = [
    ...partsByActivity(histories.map(({ length }) => length)),
    ...partsByColumns(people?.categoriesOf(users) ?? [], [...users.keys()]),
  ];
  return {
    k: LENGTH,
    users: users.length,
    overlap: meanInterval(overlaps, { seed }, [0, 1]),
    agreement: meanInterval(
      Float64Array.from(was, (list, n) => rankBiasedOverlap(list, is[n])),
      { seed },
      [0, 1],
    ),
    same: was.filter((list, n) => list.length === is[n].length && list.every((item, place) => item === is[n][place])).length,
    disjoint: overlaps.filter((overlap) => overlap === 0).length,
    parts: parts
      .map(({ name, isIn }) => ({ name, own: overlaps.filter((_, n) => isIn(n)) }))
      .filter(({ own }) => own.length >= LEAST_SEGMENT_USERS)
      .map(({ name, own }) => ({ name, users: own.length, overlap: own.reduce((sum, one) => sum + one, 0) / own.length }))
      .toSorted((one, other) => one.overlap - other.overlap),
    ...exposureChanges(a, b, was, is),
  };
}

function exposureChanges(
  a: RegisteredRecommender,
  b: RegisteredRecommender,
  was: readonly (readonly string[])[],
  is: readonly (readonly string[])[],
): Pick<ListChanges, 'exposure' | 'gained' | 'lost' | 'appeared' | 'gone'> {
  const [before, after] = [timesOf(was), timesOf(is)];
  const rows = [...new Set([...after.keys(), ...before.keys()])].map((item) => {
    const [x, y] = [before.get(item) ?? 0, after.get(item) ?? 0];
    const share = (of: RegisteredRecommender, times: number): number | null => (of.knows(item) ? times / was.length : null);
    return { moved: y - x, told: { item, title: (b.knows(item) ? b : a).titleOf(item), a: share(a, x), b: share(b, y) } };
  });
  const first = (sign: number): readonly ItemExposure[] =>
    rows
      .filter(({ moved }) => moved * sign > 0)
      .toSorted((x, y) => sign * (y.moved - x.moved) || (x.told.item < y.told.item ? -1 : 1))
      .slice(0, MOST_ITEMS)
      .map(({ told }) => told);
  return {
    exposure: { a: shared(a, before), b: shared(b, after) },
    gained: first(1),
    lost: first(-1),
    appeared: lacking(after, before),
    gone: lacking(before, after),
  };
}

const lacking = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number =>
  one
    .keys()
    .filter((item) => !other.has(item))
    .toArray().length;

function timesOf(lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const list of lists) for (const item of list) times.set(item, (times.get(item) ?? 0) + 1);
  return times;
}

function shared({ items }: RegisteredRecommender, times: ReadonlyMap<string, number>): ListExposure {
  const { coverage, gini } = exposureOf(Float64Array.from(items, (item) => times.get(item) ?? 0));
  return { coverage, gini };
}
