import { mwError } from '../../core/index.js';
import { parseTime } from '../../expr/index.js';
import type { Taken } from '../../model/index.js';
import type { ItemFilter } from './item-filter.js';

/** An id as requests send it: ids compare as text. */
export type SentId = string | number;

/** One entry of a history as it is sent. */
export type SentTaken = SentId | { readonly item: SentId; readonly at?: string | number; readonly type?: string };

/** A request for a list, its shape checked. */
export interface RecommendRequest {
  readonly user?: SentId;
  readonly history?: readonly SentTaken[];
  readonly item?: SentId;
  readonly k?: number;
  readonly filter?: ItemFilter;
  /** How many reasons per item; `true` is 3. */
  readonly explain?: boolean | number;
  /** Columns of the items' table to tell of each item. */
  readonly columns?: readonly string[];
}

/** For whom or what a list is, as one of the ways to ask. */
export type AskedFor =
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'history'; readonly history: readonly Taken[]; readonly notes: readonly string[] }
  | { readonly kind: 'similar' | 'together'; readonly item: string }
  | { readonly kind: 'trending' };

/** A request that was read. */
export interface AskedList {
  readonly of: AskedFor;
  readonly k: number;
  readonly filter: ItemFilter | undefined;
  /** Most reasons per item; 0: none. */
  readonly reasons: number;
  readonly columns: readonly string[];
}

/** Items of a list when nobody says how many. */
export const USUAL_K = 10;
/** Items of one list at most. */
export const MOST_K = 1000;
const REASONS = 3;
/** Clocks may differ by so much; what happened later than that has not happened yet. */
const AHEAD_MS = 60_000;

/** What a request asks for. Throws `MW_SERVE_WISH` unless it names exactly one of user, history and item, and `MW_SERVE_REQUEST` for a time that is none. */
export function readWish({ k = USUAL_K, filter, explain, columns = [], ...of }: RecommendRequest, now: number): AskedList {
  const named = (['user', 'history', 'item'] as const).filter((name) => of[name] !== undefined);
  if (named.length !== 1) throw mwError('MW_SERVE_WISH', { named });
  const reasons = explain === true ? REASONS : Number(explain ?? 0);
  return { of: askedFor(of, now), k, filter, reasons, columns };
}

function askedFor({ user, history, item }: Pick<RecommendRequest, 'user' | 'history' | 'item'>, now: number): AskedFor {
  if (user !== undefined) return { kind: 'user', user: String(user) };
  if (item !== undefined) return { kind: 'similar', item: String(item) };
  return { kind: 'history', ...readHistory(history!, now) };
}

/** A history, the oldest first: in the order of its times where every entry has one, else as it was sent. */
function readHistory(sent: readonly SentTaken[], now: number): { readonly history: readonly Taken[]; readonly notes: readonly string[] } {
  const all = sent.map(takenOf);
  const past = all.filter(({ at }) => at === undefined || at <= now + AHEAD_MS);
  const ahead = all.length - past.length;
  const history = past.every(({ at }) => at !== undefined) ? past.toSorted((a, b) => a.at! - b.at!) : past;
  return {
    history,
    notes: ahead === 0 ? [] : [`${ahead} of the history's ${all.length} entries are from the future and were passed over.`],
  };
}

function takenOf(one: SentTaken, index: number): Taken {
  if (typeof one !== 'object') return { item: String(one) };
  const { item, at, type } = one;
  return { item: String(item), ...(at === undefined ? {} : { at: timeOf(at, index) }), ...(type === undefined ? {} : { type }) };
}

function timeOf(at: string | number, index: number): number {
  const time = typeof at === 'number' ? at : parseTime(at);
  if (!Number.isNaN(time)) return time;
  const where = `history[${index}].at`;
  throw mwError('MW_SERVE_REQUEST', { part: 'body', reason: `${where} is no point in time, such as 2026-01-31T12:00:00Z` }, { where });
}
