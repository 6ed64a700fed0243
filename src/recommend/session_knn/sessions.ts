import type { Interactions } from '../interactions.js';
import type { History } from '../recommender.js';

/** What users did in one go, from the session that ended first to the newest. */
export interface Sessions {
  /** Sessions + 1. */
  readonly start: Int32Array;
  /** The oldest first within a session, each once: where it came last. */
  readonly item: Int32Array;
  /** When a session ended, ascending. */
  readonly end: Float64Array;
}

const MINUTE_MS = 60_000;

/** Where the session of the event before `end` begins: after the last gap, `from` at the earliest. */
export function sessionStart(times: ArrayLike<number>, from: number, end: number, gapMinutes: number): number {
  const gapMs = gapMinutes === 0 ? Infinity : gapMinutes * MINUTE_MS;
  let first = end - 1;
  while (first > from && times[first] - times[first - 1] <= gapMs) first--;
  return Math.max(first, from);
}

/** The events of a history's last session, as places in the history; all of it where times are not known. */
export const currentSession = ({ items, times }: History, gapMinutes: number): number =>
  times ? sessionStart(times, 0, items.length, gapMinutes) : 0;

/** Cuts the events of every user at gaps. Sessions of fewer items than `least` are left out: one alone says nothing of what is alike; those of more than `most` too. */
export function sessionsOf({ users, start, item, time }: Interactions, gapMinutes: number, least = 2, most = Infinity): Sessions {
  const found: { readonly items: Int32Array; readonly end: number }[] = [];
  for (let u = 0; u < users.length; u++)
    for (let end = start[u + 1]; end > start[u];) {
      const first = sessionStart(time, start[u], end, gapMinutes);
      const items = lastOnce(item.subarray(first, end));
      if (items.length >= least && items.length <= most) found.push({ items, end: time[end - 1] });
      end = first;
    }
  const ordered = found.map((session, at) => ({ ...session, at })).toSorted((a, b) => a.end - b.end || a.at - b.at);
  const starts = new Int32Array(ordered.length + 1);
  ordered.forEach(({ items }, s) => (starts[s + 1] = starts[s] + items.length));
  const all = new Int32Array(starts[ordered.length]);
  ordered.forEach(({ items }, s) => all.set(items, starts[s]));
  return { start: starts, item: all, end: Float64Array.from(ordered, ({ end }) => end) };
}

/** Items in the order in which they came last. */
function lastOnce(items: Int32Array): Int32Array {
  const last = new Map<number, number>();
  items.forEach((one, at) => last.set(one, at));
  return items.filter((one, at) => last.get(one) === at);
}
