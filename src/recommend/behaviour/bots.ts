import { DAY_MS, mwError } from '../../core/index.js';
import type { Behaviour } from './behaviour.js';
import { eventsWhere } from './events-where.js';

/** From when on a user is taken for a program. */
export interface BotLimits {
  /** More events than this within any 24 hours. */
  readonly eventsPerDay?: number;
  /** More than this share of all events. */
  readonly share?: number;
}

/** A user who acts as no person does. */
export interface Suspect {
  readonly user: string;
  readonly events: number;
  /** Most events within 24 hours. */
  readonly mostPerDay: number;
  /** Of all events. */
  readonly share: number;
}

/**
 * What a report points at where no limit is declared: one event every 17 seconds around the clock. People who rate what they saw over years come to
 * some hundreds a day, so that nobody is left out for it unless a limit says so.
 */
export const SUSPICIOUS: BotLimits = { eventsPerDay: 5000 };

/** Users beyond a limit, in the order of their ids. */
export function suspects({ users, start, time }: Behaviour, limits: BotLimits = SUSPICIOUS): readonly Suspect[] {
  const { eventsPerDay = Infinity, share: most = 1 } = limits;
  if (!(eventsPerDay > 0))
    throw mwError('MW_RECOMMEND_BEHAVIOUR', { name: 'events per day of a bot', got: String(eventsPerDay), due: 'above 0' });
  if (!(most > 0 && most <= 1))
    throw mwError('MW_RECOMMEND_BEHAVIOUR', { name: 'share of a bot', got: String(most), due: 'above 0, at most 1' });
  return users.flatMap((user, u) => {
    const events = start[u + 1] - start[u];
    const share = events / time.length;
    if (events <= eventsPerDay && share <= most) return [];
    const mostPerDay = mostWithin(time.subarray(start[u], start[u + 1]), DAY_MS);
    return mostPerDay > eventsPerDay || share > most ? [{ user, events, mostPerDay, share }] : [];
  });
}

/** Most of some ascending moments within so long. */
function mostWithin(ascending: Float64Array, span: number): number {
  let [from, most] = [0, 0];
  for (let at = 0; at < ascending.length; at++) {
    while (ascending[at] - ascending[from] >= span) from++;
    most = Math.max(most, at - from + 1);
  }
  return most;
}

/** Behaviour without some users, nor items that they alone took unless `items` names them. */
export function withoutUsers(behaviour: Behaviour, users: readonly string[], items: readonly string[] = []): Behaviour {
  const left = new Set(users);
  const isLeft = Uint8Array.from(behaviour.users, (user) => (left.has(user) ? 1 : 0));
  return eventsWhere(behaviour, (_, user) => isLeft[user] === 0, items);
}
