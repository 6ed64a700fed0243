import { rankingMetricsAt, unitsOfGroups, userGains, userMeans } from '../../evaluate/index.js';
import { takesOf, type RegisteredRecommender } from '../../model/index.js';
import type { Slate } from '../../store/index.js';
import type { Deed, Deeds } from './deeds.js';
import type { ListsFound } from './report-of-lists.js';

/** Places of a list that are judged, and the metrics that are told. */
const [K, TOLD] = [10, ['ndcg@10', 'recall@10', 'hit_rate@10']];
const metrics = rankingMetricsAt([K]).filter(({ name }) => TOLD.includes(name));

/** How far what a user did is walked through: what is not recommended to them again until then, and the first thing they did later. */
interface Walk {
  readonly taken: Set<string>;
  next: number;
}

/** Gathers how much of what users did after their lists stood on them, list by list. */
export interface FoundCounter {
  readonly add: (slate: Slate) => void;
  readonly result: (within: string, seed: number) => ListsFound | undefined;
}

interface Counted {
  readonly due: boolean;
  readonly user: number;
  readonly own: readonly number[];
  readonly popular: readonly number[];
}

/**
 * As training judges: the items that a user took within a time after the list, each once, without those that are not recommended to them again; users who did nothing new are
 * left out. Beside it the most popular items of the training for the same user at the same moment. Lists are added in the order of time.
 */
export function foundCounter(
  open: RegisteredRecommender,
  popularity: Float64Array,
  deeds: Deeds,
  { withinMs, now }: { readonly withinMs: number; readonly now: number },
): FoundCounter {
  const order = Uint32Array.from(popularity.keys())
    .toSorted((a, b) => popularity[b] - popularity[a] || a - b)
    .values()
    .map((place) => open.items[place])
    .filter((item) => open.offers(item))
    .toArray();
  const [counted, users, walks] = [[] as Counted[], new Map<string, number>(), new Map<string, Walk>()];
  let due = 0;
  return {
    add: ({ user, at, items }) => {
      if (user === null) return;
      const isDue = at + withinMs <= now;
      if (isDue) due++;
      const own = deeds.byUser.get(user);
      if (!own) return;
      const known = walks.get(user) ?? { taken: takenBefore(open, user), next: 0 };
      walks.set(user, known);
      for (; known.next < own.length && own[known.next].at <= at; known.next++)
        if (own[known.next].takes) known.taken.add(own[known.next].item);
      const { taken, next } = known;
      const sought = soughtIn(own, { next, until: at + withinMs }, (item) => open.knows(item) && !taken.has(item));
      if (sought.size === 0) return;
      const judged = (list: readonly string[]): readonly number[] => {
        const hits = Uint8Array.from(list.slice(0, K), (item) => (sought.has(item) ? 1 : 0));
        return metrics.map(({ metric, k }) => metric.of(hits, sought.size, k));
      };
      const popular = firstOf(order, K, (item) => !taken.has(item));
      const number = users.get(user) ?? users.size;
      users.set(user, number);
      counted.push({ due: isDue, user: number, own: judged(items.map(({ item }) => item)), popular: judged(popular) });
    },
    result: (within, seed) => {
      const early = !counted.some((one) => one.due);
      const all = counted.filter((one) => early || one.due);
      return all.length === 0 ? undefined : { within, k: K, due, early, ...figuresOf(all, seed) };
    },
  };
}

function figuresOf(all: readonly Counted[], seed: number): Pick<ListsFound, 'lists' | 'users' | 'metrics'> {
  const options = { seed, units: unitsOfGroups(all.map(({ user }) => user)) };
  const valuesOf = (side: 'own' | 'popular'): Record<string, Float64Array> =>
    Object.fromEntries(metrics.map(({ name }, m) => [name, Float64Array.from(all, (one) => one[side][m])]));
  const [own, other] = [valuesOf('own'), valuesOf('popular')];
  const [lists, popular, gains] = [userMeans(own, options), userMeans(other, options), userGains(own, other, options)];
  return {
    lists: all.length,
    users: new Set(all.map(({ user }) => user)).size,
    metrics: Object.fromEntries(metrics.map(({ name }) => [name, { lists: lists[name], popular: popular[name], gain: gains[name] }])),
  };
}

/** What training knew that a user had taken. */
function takenBefore({ content, historyOf }: RegisteredRecommender, user: string): Set<string> {
  const takes = takesOf(content);
  return new Set(historyOf(user).flatMap(({ item, type }) => (takes(type) ? [item] : [])));
}

function soughtIn(
  deeds: readonly Deed[],
  { next, until }: { readonly next: number; readonly until: number },
  counts: (item: string) => boolean,
): ReadonlySet<string> {
  const sought = new Set<string>();
  for (let at = next; at < deeds.length && deeds[at].at <= until; at++) if (counts(deeds[at].item)) sought.add(deeds[at].item);
  return sought;
}

function firstOf(order: readonly string[], most: number, counts: (item: string) => boolean): readonly string[] {
  const list: string[] = [];
  for (let rank = 0; rank < order.length && list.length < most; rank++) if (counts(order[rank])) list.push(order[rank]);
  return list;
}
