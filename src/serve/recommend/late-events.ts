import type { LateEvents, OpenRecommender } from '../../model/index.js';
import type { Behaviour } from '../../monitor/index.js';

/** What happened in so many hours says how much an item is wanted now. */
const HOURS = 72;

/** What is done of late with the items of a version that training knew no events of, each type weighed as the version weighs it. */
export async function lateEventsOf(
  behaviour: Pick<Behaviour, 'trend'>,
  { unseen, eventWeights }: Pick<OpenRecommender, 'unseen' | 'eventWeights'>,
): Promise<LateEvents> {
  const late = new Map<string, { readonly events: number; readonly perDay: number }>();
  for (const { type, weight } of eventWeights ?? [{ type: undefined, weight: 1 }]) {
    if (!(weight > 0)) continue;
    const counts = await behaviour.trend({ hours: HOURS, ...(type === undefined ? {} : { types: [type] }) });
    for (const item of counts.size > 0 ? unseen : []) {
      const count = counts.get(item) ?? 0;
      const { events, perDay } = late.get(item) ?? { events: 0, perDay: 0 };
      if (count > 0) late.set(item, { events: events + count, perDay: perDay + (24 * weight * count) / HOURS });
    }
  }
  return late;
}
