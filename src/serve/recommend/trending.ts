import type { OpenRecommender, Recommendation } from '../../model/index.js';
import type { ServeContext } from '../context.js';

/** What happened in the last hours counts, against the hours before. */
const HOURS = { now: 24, before: 48 } as const;

/**
 * What users take now more than before, by the events of the last day against a day of the two before: (events − due) / √(due + 1), about a standard
 * score of counts. Where nothing is above its due, what most users take, and a note.
 */
export async function trendingList(
  { behaviour }: Pick<ServeContext, 'behaviour'>,
  open: OpenRecommender,
  k: number,
): Promise<Recommendation> {
  const [now, all] = await Promise.all([behaviour.trend({ hours: HOURS.now }), behaviour.trend({ hours: HOURS.now + HOURS.before })]);
  const items = [...now]
    .filter(([item]) => open.knows(item))
    .map(([item, events]) => ({ item, score: risen(events, ((all.get(item) ?? events) - events) * (HOURS.now / HOURS.before)) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.item < b.item ? -1 : 1))
    .slice(0, k);
  if (items.length > 0) return { items, notes: items.length < k ? ['Fewer items than asked for are taken more than before.'] : [] };
  const { items: usual } = open.recommend({ history: [], k });
  return {
    items: usual,
    notes: [`Nothing was taken more than before in the last ${HOURS.now} hours: these are the items that most users take.`],
  };
}

const risen = (events: number, due: number): number => (events - due) / Math.sqrt(due + 1);
