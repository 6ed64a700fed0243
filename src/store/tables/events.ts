import { sql, type ExpressionBuilder } from 'kysely';
import type { EventTable, Tables, Tx } from '../schema.js';
import type { Engine } from '../store.js';
import { insertion, insertNew } from './insert-new.js';

/** One thing that a user did with an item, as it is kept. */
export interface BehaviourEvent {
  /** Given by whoever reports it: an event of the same id is the same event. */
  readonly id: string;
  readonly user: string;
  readonly item: string;
  /** `view`, `purchase` …; null where the data tells none apart. */
  readonly type: string | null;
  /** When it happened, milliseconds since 1970 UTC. */
  readonly at: number;
  /** A rating, or how much the event weighs; null where nothing is said. */
  readonly value: number | null;
  readonly quantity: number | null;
  /** Of one piece. */
  readonly price: number | null;
  /** The recommended list that it came from. */
  readonly slate: string | null;
  /** Which of several catalogues it is of; null where none is named. */
  readonly source: string | null;
}

/** The same with its place among all, and when it was received. */
export interface EventRow extends BehaviourEvent {
  /** Grows in the order of the commits, with gaps: whoever has read up to one never misses an event by reading on after it. */
  readonly seq: number;
  readonly receivedAt: number;
}

/** The columns in the order of a record's fields. */
const COLUMNS = [
  ['id', 'text'],
  ['user_id', 'text'],
  ['item_id', 'text'],
  ['type', 'text'],
  ['at', 'bigint'],
  ['value', 'double precision'],
  ['quantity', 'double precision'],
  ['price', 'double precision'],
  ['slate', 'text'],
  ['received_at', 'bigint'],
  ['source', 'text'],
] as const satisfies readonly (readonly [keyof EventTable, string])[];

const INTO = insertion('mw_events', COLUMNS, 'id');

/**
 * Adds events, the first of an id for good, and gives the ids that were new. `records` is a JSON list of records, each the list of its fields: id, user, item,
 * type, at, value, quantity, price, slate, when it was received, and the source. Changes that add events stand in a line of their own until they are committed, so that
 * `seq` grows in the order of the commits.
 */
export async function addEvents(tx: Tx, engine: Engine, records: string): Promise<readonly string[]> {
  if (engine === 'postgres')
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('millwright events ' || current_schema(), 0))`.execute(tx);
  return (await insertNew<{ readonly id: string }>(tx, engine, INTO, records)).map(({ id }) => id);
}

/** Events after a place, in the order in which they came: at most `limit` (default 10,000), of those that happened at or after `from`. About 3 µs each. */
export async function eventsSince(
  tx: Tx,
  seq: number,
  { limit = 10_000, from }: { readonly limit?: number; readonly from?: number | undefined } = {},
): Promise<EventRow[]> {
  let query = tx.selectFrom('mw_events').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit);
  if (from !== undefined) query = query.where('at', '>=', from);
  return (await query.execute()).map(rowOf);
}

/** The place of the newest event; 0 when there is none. */
export async function lastEventSeq(tx: Tx): Promise<number> {
  const row = await tx.selectFrom('mw_events').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return Number(row?.seq ?? 0);
}

/** Which events are meant, where several catalogues share a store. */
export interface EventSelection {
  /** Of these types alone; absent: of every type, and of none. */
  readonly types?: readonly string[];
  /** Of these sources; null is those that name none. */
  readonly sources: readonly (string | null)[];
}

/** Whether an event is among those that are meant. */
export const isSelected = ({ types, sources }: EventSelection, { type, source }: Pick<BehaviourEvent, 'type' | 'source'>): boolean =>
  sources.includes(source) && (types === undefined || (type !== null && types.includes(type)));

/** Which events of a user: before a moment, and of a selection; all where neither is said. */
export interface UserEvents {
  readonly before?: number | undefined;
  readonly of?: EventSelection | undefined;
}

const inSelection =
  ({ before, of }: UserEvents) =>
  (e: ExpressionBuilder<Tables, 'mw_events'>) => {
    const named = (of?.sources ?? []).filter((source) => source !== null);
    const bySource = of && [
      ...(named.length > 0 ? [e('source', 'in', named)] : []),
      ...(of.sources.includes(null) ? [e('source', 'is', null)] : []),
    ];
    return e.and([
      ...(before === undefined ? [] : [e('at', '<', before)]),
      ...(bySource ? [e.or(bySource)] : []),
      ...(of?.types ? [e('type', 'in', of.types)] : []),
    ]);
  };

/** What a history needs of an event. */
export type UserEvent = Pick<BehaviourEvent, 'id' | 'item' | 'type' | 'at'>;

/** The newest events of a user, the newest first: by `at`, then by id. Reads little else. */
export async function newestEvents(tx: Tx, user: string, limit: number, which: UserEvents = {}): Promise<UserEvent[]> {
  const rows = await tx
    .selectFrom('mw_events')
    .select(['id', 'item_id', 'type', 'at'])
    .where('user_id', '=', user)
    .where(inSelection(which))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id, item_id, type, at }) => ({ id, item: item_id, type, at }));
}

/** Every item that a user did something with, once per type. Reads all of the user's events: about 0.5 µs each. */
export async function itemsOfUser(tx: Tx, user: string, which: UserEvents = {}): Promise<Pick<BehaviourEvent, 'item' | 'type'>[]> {
  const rows = await tx
    .selectFrom('mw_events')
    .select(['item_id', 'type'])
    .distinct()
    .where('user_id', '=', user)
    .where(inSelection(which))
    .execute();
  return rows.map(({ item_id, type }) => ({ item: item_id, type }));
}

/** The events that came from these lists, in the order in which they came. */
export async function eventsOfSlates(tx: Tx, slates: readonly string[]): Promise<EventRow[]> {
  if (slates.length === 0) return [];
  const rows = await tx.selectFrom('mw_events').selectAll().where('slate', 'in', slates).orderBy('seq').execute();
  return rows.map(rowOf);
}

const rowOf = ({ user_id, item_id, received_at, ...rest }: Omit<EventTable, 'seq'> & { seq: number }): EventRow => ({
  ...rest,
  user: user_id,
  item: item_id,
  receivedAt: received_at,
});
