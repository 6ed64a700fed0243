import type { Tx } from '../schema.js';
import { oldestLogged, type Erasure } from './prediction-removal.js';

/** How many rows went. */
export interface RemovedBehaviour {
  readonly events: number;
  readonly slates: number;
}

/**
 * Removes what a user did and was recommended, or one event or list by its id: whichever the name is. With a model, only that model's lists: what users do
 * belongs to no model. On SQLite what is removed is also overwritten in the file.
 */
export async function eraseBehaviour(tx: Tx, { name, model }: Erasure): Promise<RemovedBehaviour> {
  let lists = tx.deleteFrom('mw_slates').where((e) => e.or([e('user_id', '=', name), e('id', '=', name)]));
  if (model !== undefined) lists = lists.where('model', '=', model);
  const slates = Number((await lists.executeTakeFirst()).numDeletedRows);
  if (model !== undefined) return { events: 0, slates };
  const done = tx.deleteFrom('mw_events').where((e) => e.or([e('user_id', '=', name), e('id', '=', name)]));
  return { events: Number((await done.executeTakeFirst()).numDeletedRows), slates };
}

/** Removes the oldest events that happened before `before`, at most `limit`; gives how many. */
export async function removeEventsBefore(tx: Tx, before: number, limit: number): Promise<number> {
  const oldest = tx.selectFrom('mw_events').select('seq').where('at', '<', before).orderBy('at').limit(limit);
  return Number((await tx.deleteFrom('mw_events').where('seq', 'in', oldest).executeTakeFirst()).numDeletedRows);
}

/** Removes the oldest lists of a model that were answered before `before`, at most `limit`; gives how many. */
export async function removeSlatesBefore(tx: Tx, model: string, before: number, limit: number): Promise<number> {
  const oldest = oldestLogged(tx, 'slates', model, before).limit(limit);
  return Number((await tx.deleteFrom('mw_slates').where('id', 'in', oldest).executeTakeFirst()).numDeletedRows);
}
