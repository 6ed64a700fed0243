import type { OpenRecommender, RecommendWish, Taken } from '../../model/index.js';
import type { ServeContext } from '../context.js';
import type { AskedFor } from './wish.js';

/** Of a user's newest events so many are known one by one; of older ones, which items they were. */
const MOST = 1000;

/** What is known of who asks, and what there is to say of it. */
export interface Known extends Pick<RecommendWish, 'history' | 'ever' | 'user'> {
  readonly notes: readonly string[];
}

/** What a history says that was sent. */
export function knownFrom(
  { history, notes }: Extract<AskedFor, { readonly kind: 'history' }>,
  { model, version, knows }: OpenRecommender,
): Known {
  const strange = history.reduce((n, { item }) => n + Number(!knows(item)), 0);
  const note = `${strange} of the history's ${history.length} items are unknown to ${model}@${version} and were passed over.`;
  return { history, notes: strange === 0 ? notes : [...notes, note] };
}

/**
 * What is known that a user did: what the version was trained on and what came since, the oldest first, nothing twice. Of a user who was erased, what came
 * since alone.
 */
export async function knownOf({ behaviour }: Pick<ServeContext, 'behaviour'>, open: OpenRecommender, user: string): Promise<Known> {
  const state = await behaviour.stateOf(user);
  const notes = state.complete ? [] : ['What the user did of late is not known now: the database is away.'];
  const { forgottenAt } = state;
  // Who was erased is a stranger, whatever a version learned before.
  if (forgottenAt !== undefined) return { history: state.taken, ever: state, notes };
  return { user, history: merged(open.historyOf(user, MOST), state.taken), ever: state, notes };
}

/** Both by time; an event that training knew as well counts once. */
function merged(trained: readonly Taken[], since: readonly Taken[]): readonly Taken[] {
  if (since.length === 0) return trained;
  if (trained.length === 0) return since;
  if (trained.at(-1)!.at! < since[0].at!) return [...trained, ...since];
  const known = new Set(trained.map(nameOf));
  // Training may tell no types apart.
  const fresh = since.filter((one) => !known.has(nameOf(one)) && !known.has(nameOf({ item: one.item, at: one.at! })));
  return [...trained, ...fresh].toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

const nameOf = ({ item, at, type = '' }: Taken): string => `${at} ${type.length} ${type} ${item}`;
