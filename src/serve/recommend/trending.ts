import type { OpenRecommender, Recommendation, Recommended } from '../../model/index.js';
import type { Behaviour } from '../../monitor/index.js';

/** What happened in the last hours counts, against the hours before. */
const HOURS = { now: 24, before: 48 } as const;

/** What one version lists as trending. */
export type TrendingLists = (behaviour: Pick<Behaviour, 'trend'>, k: number) => Promise<Recommendation>;

type Counts = ReadonlyMap<string, number>;

/**
 * What users take now more than before, by the events of the last day against a day of the two before: (events − due) / √(due + 1), about a standard
 * score of counts. Where nothing is above its due, what most users take, and a note. Items are put in order once per count, not per request.
 */
export function trendingLists(open: OpenRecommender): TrendingLists {
  let last: { readonly now: Counts; readonly all: Counts; readonly risen: readonly Recommended[] } | undefined;
  return async (behaviour, k) => {
    const [now, all] = await Promise.all([behaviour.trend({ hours: HOURS.now }), behaviour.trend({ hours: HOURS.now + HOURS.before })]);
    if (last?.now !== now || last.all !== all) last = { now, all, risen: risenIn(now, all, open) };
    const items = last.risen.slice(0, k);
    if (items.length > 0) return { items, notes: items.length < k ? ['Fewer items than asked for are taken more than before.'] : [] };
    const { items: usual } = open.recommend({ history: [], k });
    return {
      items: usual,
      notes: [`Nothing was taken more than before in the last ${HOURS.now} hours: these are the items that most users take.`],
    };
  };
}

function risenIn(now: Counts, all: Counts, open: OpenRecommender): readonly Recommended[] {
  return [...now]
    .filter(([item]) => open.offers(item))
    .map(([item, events]) => ({ item, score: scoreOf(events, dueOf((all.get(item) ?? 0) - events)) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.item < b.item ? -1 : 1));
}

/** Events of a day like those before; counts of more hours may be older by half a second, and then hold fewer. */
const dueOf = (before: number): number => Math.max(0, before) * (HOURS.now / HOURS.before);

const scoreOf = (events: number, due: number): number => (events - due) / Math.sqrt(due + 1);
