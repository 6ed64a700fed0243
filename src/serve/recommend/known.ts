import { SERVED_EVENTS, type OpenRecommender, type RecommendWish } from '../../model/index.js';
import { bothHistories } from '../../monitor/index.js';
import type { ServeContext } from '../context.js';
import type { AskedFor } from './wish.js';

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
  const state = await behaviour.of(open.own).stateOf(user);
  const notes = state.complete ? [] : ['What the user did of late is not known now: the database is away.'];
  const { forgottenAt } = state;
  // Who was erased is a stranger, whatever a version learned before.
  if (forgottenAt !== undefined) return { history: state.taken, ever: state, notes };
  return { user, history: bothHistories(open.historyOf(user, SERVED_EVENTS), state.taken), ever: state, notes };
}
