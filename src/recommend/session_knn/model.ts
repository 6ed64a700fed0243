import type { History } from '../recommender.js';
import { topItems } from '../top-items.js';
import { currentSession, type Sessions } from './sessions.js';
import type { Weighing } from './weighing.js';

const DAY_MS = 86_400_000;

/** Sessions to be searched, and how. */
export interface SessionModel {
  readonly items: number;
  readonly sessions: Sessions;
  readonly gapMinutes: number;
  readonly neighbours: number;
  readonly sample: number;
  readonly weighing: Weighing;
}

/** Per item the sessions that have it, ascending. */
export interface SessionIndex {
  readonly start: Int32Array;
  readonly session: Int32Array;
}

/** An event of the current session that others are compared with. */
export interface Compared {
  /** Its place in the history. */
  readonly entry: number;
  readonly item: number;
  readonly weight: number;
  /** How many events of the session are newer. */
  readonly newer: number;
}

/** A session that speaks for its items. */
export interface Neighbour {
  readonly session: number;
  /** Weights of the events of the current session that it has too, together. */
  readonly shared: number;
  /** Where in the session the newest of them stands, and how many events of the current session are newer. */
  readonly place: number;
  readonly newer: number;
  /** What the weights are multiplied by. */
  readonly times: number;
}

/** For every item the sessions that have it. */
export function indexOf({ items, sessions }: Pick<SessionModel, 'items' | 'sessions'>): SessionIndex {
  const start = new Int32Array(items + 1);
  for (const item of sessions.item) start[item + 1]++;
  for (let i = 0; i < items; i++) start[i + 1] += start[i];
  const [next, session] = [start.slice(0, items), new Int32Array(sessions.item.length)];
  for (let s = 0; s < sessions.end.length; s++)
    for (let e = sessions.start[s]; e < sessions.start[s + 1]; e++) session[next[sessions.item[e]]++] = s;
  return { start, session };
}

/** The events of the last session, the newest first, each item once. */
export function comparedOf({ gapMinutes, weighing }: SessionModel, history: History): readonly Compared[] {
  const first = currentSession(history, gapMinutes);
  const seen = new Set<number>();
  const found: Compared[] = [];
  for (let entry = history.items.length - 1; entry >= first; entry--) {
    const item = history.items[entry];
    const newer = history.newer?.[entry] ?? history.items.length - 1 - entry;
    const weight = weighing.event(newer) * history.weights[entry];
    if (weight <= 0 || seen.has(item)) continue;
    seen.add(item);
    found.push({ entry, item, weight, newer });
  }
  return found;
}

/** What sessions are compared in, one history after the other. */
export interface SessionRoom {
  /** Per session what it shares with the current one; 0 before and after. */
  readonly shared: Float64Array;
  /** Per session that shares something the newest of it, as a place among what is compared. */
  readonly newest: Int32Array;
}

/** The sessions most alike the current one, of equal ones the newer. */
export function neighboursOf(
  model: SessionModel,
  index: SessionIndex,
  compared: readonly Compared[],
  { shared, newest }: SessionRoom,
): readonly Neighbour[] {
  const { sessions, weighing } = model;
  let [met, size] = [new Int32Array(1024), 0];
  compared.forEach(({ item, weight }, at) => {
    for (let e = Math.max(index.start[item], index.start[item + 1] - model.sample); e < index.start[item + 1]; e++) {
      const session = index.session[e];
      if (shared[session] === 0) {
        if (size === met.length) met = grown(met);
        met[size++] = session;
        newest[session] = at;
      }
      shared[session] += weight;
    }
  });
  const near =
    size <= model.sample
      ? met.subarray(0, size)
      : met
          .subarray(0, size)
          .toSorted()
          .subarray(size - model.sample);
  const latest = near.reduce((end, session) => Math.max(end, sessions.end[session]), -Infinity);
  const [times, alike, newer] = [new Float64Array(near.length), new Float64Array(near.length), Float64Array.from(near)];
  for (let n = 0; n < near.length; n++) {
    const session = near[n];
    const age = weighing.days > 0 ? Math.exp((sessions.end[session] - latest) / DAY_MS / weighing.days) : 1;
    times[n] = age * weighing.neighbour(compared.length, sessions.start[session + 1] - sessions.start[session]);
    alike[n] = times[n] * shared[session];
  }
  const found = Array.from(
    topItems(alike, model.neighbours, () => false, newer),
    (n) => {
      const { item, newer } = compared[newest[near[n]]];
      const session = near[n];
      const place = sessions.item.subarray(sessions.start[session], sessions.start[session + 1]).indexOf(item);
      return { session, shared: shared[session], place, newer, times: times[n] };
    },
  );
  for (let n = 0; n < size; n++) shared[met[n]] = 0;
  return found;
}

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const out = new Int32Array(2 * values.length);
  out.set(values);
  return out;
}
