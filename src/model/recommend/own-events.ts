import type { EventSelection } from '../../store/index.js';
import { wrong } from './check-definition.js';

/** Which events of the server are a recommender's own, where several share a project. */
export interface OwnEvents {
  /** Those that name one of these sources; null is those that name none. Absent: those that name none. */
  readonly source?: string | readonly (string | null)[];
  /** Of these types alone (default: of every type). */
  readonly types?: readonly string[];
}

/** Events that name no source belong to everybody who names none. */
export const UNNAMED: EventSelection = Object.freeze({ sources: [null] });

/** A definition's own events as plain data; undefined for the usual ones. */
export function ownEvents(name: string, live: boolean | OwnEvents | undefined, event: string | undefined): EventSelection | undefined {
  if (typeof live !== 'object') return undefined;
  const { source = [null], types } = live;
  const sources = typeof source === 'string' ? [source] : source;
  if (!Array.isArray(sources) || sources.length === 0 || sources.some((one) => one !== null && (typeof one !== 'string' || one === '')))
    throw wrong(name, `its own events are of the source ${JSON.stringify(source)}`, "the name that events give: live: { source: 'songs' }");
  if (types && event === undefined)
    throw wrong(name, 'its own events are of some types, and no column tells the types', 'event: the column with the type');
  if (types && (!Array.isArray(types) || types.length === 0))
    throw wrong(name, `its own events are of the types ${JSON.stringify(types)}`, "at least one: live: { types: ['play'] }");
  return { sources, ...(types ? { types } : {}) };
}
