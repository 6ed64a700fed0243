import { DAY_MS } from '../../core/index.js';
import { exposureOf, meanInterval, quantileOf, unitsOfGroups, userMeans, wilson, type Interval } from '../../evaluate/index.js';
import type { Node } from '../../expr/index.js';
import type { Opened, RegisteredRecommender } from '../../model/index.js';
import type { AttributedSlate } from '../behaviour/since.js';
import { PURCHASE, revenueOf } from '../experiment/revenue.js';
import type { Deeds } from './deeds.js';
import type { ListsBrought, ListsDay, ListsReport, MadeLists } from './report-of-lists.js';

/** A list that was shown, as numbers: 1 for what holds of it. */
interface Counted {
  /** Number of the user; −1 without one. */
  readonly user: number;
  readonly at: number;
  readonly stranger: number;
  readonly filtered: number;
  readonly short: number;
  readonly empty: number;
  readonly clicked: number;
  readonly bought: number;
  readonly revenue: number;
}

/** The usual lists: of named users of whom something was known, without a filter, so that the version alone decided what stands on them. */
export interface UsualLists {
  /** The items of all their places. */
  readonly items: readonly string[];
  /** How many items were asked for, list by list. */
  readonly lengths: readonly number[];
}

/** Counts what is told of lists, one after the other in the order of time: numbers alone are kept of each, and the items. */
export interface ListCounter {
  readonly add: (slate: AttributedSlate) => void;
  readonly usual: () => UsualLists;
  readonly result: (seed: number) => Pick<ListsReport, 'lists' | 'shadows' | 'users' | 'made' | 'brought' | 'exposure' | 'days'> & {
    readonly newest: number | null;
    readonly oldest: number | null;
    readonly latency: { readonly p50Ms: number; readonly p99Ms: number } | null;
  };
}

/** Filters whose items are remembered: a byte per item each. */
const MOST_FILTERS = 500;

/** A counter for the lists of one version. */
export function listCounter(open: RegisteredRecommender, { popularity, placeOf, passing }: Opened, deeds: Deeds): ListCounter {
  const [shown, users] = [[] as Counted[], new Map<string, number>()];
  const [latencies, listed] = [[] as number[], [] as string[]];
  const usual = { items: [] as string[], lengths: [] as number[] };
  let [shadows, unpriced, cold] = [0, 0, 0];
  let [oldest, newest] = [null as number | null, null as number | null];
  const known = new Set(open.userIds());
  const isStranger = (user: string, at: number): boolean => !known.has(user) && !((deeds.byUser.get(user)?.[0]?.at ?? Infinity) < at);
  const tested = new Map<string, Uint8Array>();
  const leftNothing = ({ filter, items }: AttributedSlate): boolean => {
    if (!filter || items.length === 0) return false;
    const key = JSON.stringify(filter);
    const passes = tested.get(key) ?? passing(filter as unknown as Node);
    if (tested.size >= MOST_FILTERS) tested.clear();
    tested.set(key, passes);
    return items.every(({ item }) => placeOf.has(item) && passes[placeOf.get(item)!] !== 1);
  };
  return {
    add: (slate) => {
      const { user, at, k, items, filter, events, route, latencyUs } = slate;
      const isNew = user !== null && isStranger(user, at);
      latencies.push(latencyUs);
      oldest ??= at;
      newest = at;
      for (const { item } of items) {
        listed.push(item);
        if ((popularity[placeOf.get(item) ?? -1] ?? 0) === 0) cold++;
      }
      if (user !== null && !isNew && !filter) {
        usual.lengths.push(k);
        for (const { item } of items) usual.items.push(item);
      }
      if (user !== null && !users.has(user)) users.set(user, users.size);
      if (route === 'shadow') return void shadows++;
      const purchases = events.filter(({ type }) => type === PURCHASE);
      unpriced += purchases.filter(({ price }) => price === null).length;
      shown.push({
        user: user === null ? -1 : users.get(user)!,
        at,
        stranger: Number(isNew),
        filtered: Number(leftNothing(slate)),
        short: Number(items.length < k),
        empty: Number(items.length === 0),
        clicked: Number(events.length > 0),
        bought: Number(purchases.length > 0),
        revenue: events.reduce((sum, event) => sum + revenueOf(event), 0),
      });
    },
    usual: () => usual,
    result: (seed) => {
      const times = new Map<string, number>();
      for (const item of listed) times.set(item, (times.get(item) ?? 0) + 1);
      const { coverage, gini } = exposureOf(Float64Array.from(open.items, (item) => times.get(item) ?? 0));
      const latency = Float64Array.from(latencies).toSorted();
      return {
        lists: latencies.length,
        shadows,
        users: users.size,
        made: madeOf(shown),
        ...(shown.length > 0 ? { brought: broughtOf(shown, unpriced, seed) } : {}),
        exposure: listed.length === 0 ? null : { items: open.items.length, coverage, gini, coldItems: cold / listed.length },
        days: daysOf(shown, seed),
        newest,
        oldest,
        latency: latency.length === 0 ? null : { p50Ms: quantileOf(latency, 0.5) / 1000, p99Ms: quantileOf(latency, 0.99) / 1000 },
      };
    },
  };
}

function madeOf(shown: readonly Counted[]): MadeLists {
  const shareOf = (holds: (list: Counted) => boolean): Interval | null =>
    shown.length === 0 ? null : wilson(shown.filter(holds).length, shown.length);
  return {
    strangers: shareOf(({ stranger }) => stranger === 1),
    filterLeftNothing: shareOf(({ filtered }) => filtered === 1),
    fallback: shareOf(isFallback),
    short: shareOf(({ short }) => short === 1),
    empty: shareOf(({ empty }) => empty === 1),
    nobody: shown.filter(({ user }) => user < 0).length,
  };
}

const isFallback = ({ stranger, filtered }: Counted): boolean => stranger + filtered > 0;

function broughtOf(shown: readonly Counted[], unpriced: number, seed: number): ListsBrought {
  const total = shown.reduce((sum, { revenue }) => sum + revenue, 0);
  return { ...meansOf(shown, seed), total, unpriced };
}

/** Means over lists; users are drawn, with all of theirs, so that one who comes often makes no figure surer than it is. */
function meansOf(shown: readonly Counted[], seed: number): Pick<ListsBrought, 'clicked' | 'bought' | 'revenue'> {
  const options = { seed, units: unitsOfGroups(shown.map(({ user }) => user)) };
  const of = (name: 'clicked' | 'bought' | 'revenue'): Float64Array => Float64Array.from(shown, (list) => list[name]);
  const { clicked, bought } = userMeans({ clicked: of('clicked'), bought: of('bought') }, options);
  return { clicked, bought, revenue: meanInterval(of('revenue'), options) };
}

function daysOf(shown: readonly Counted[], seed: number): readonly ListsDay[] {
  const byDay = Map.groupBy(shown, ({ at }) => Math.floor(at / DAY_MS));
  return [...byDay]
    .toSorted(([a], [b]) => a - b)
    .map(([day, lists]) => ({
      day: new Date(day * DAY_MS).toISOString().slice(0, 10),
      lists: lists.length,
      fallback: wilson(lists.filter(isFallback).length, lists.length),
      ...meansOf(lists, seed),
    }));
}
