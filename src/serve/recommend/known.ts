import type { OpenRecommender, RecommendWish, Taken } from '../../model/index.js';
import type { ServeContext } from '../context.js';

/** What is known of who asks, and what there is to say of it. */
export interface Known extends Pick<RecommendWish, 'history' | 'ever' | 'user'> {
  readonly notes: readonly string[];
}

/** What is known that a user did: what the version was trained on and what came since, the oldest first, nothing twice. */
export async function knownOf({ userEvents }: Pick<ServeContext, 'userEvents'>, open: OpenRecommender, user: string): Promise<Known> {
  const since = userEvents.of(user);
  const history = merged(open.historyOf(user), since instanceof Promise ? await since : since);
  return { user, history, notes: history.length > 0 ? [] : [`nothing is known of the user "${user}"`] };
}

/** Both by time; an event that training knew as well counts once. */
function merged(trained: readonly Taken[], since: readonly Taken[]): readonly Taken[] {
  if (since.length === 0) return trained;
  const known = new Set(trained.map(nameOf));
  const fresh = since.filter((one) => !known.has(nameOf(one)));
  return [...trained, ...fresh].toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

const nameOf = ({ item, at, type }: Taken): string => JSON.stringify([item, at, type]);
