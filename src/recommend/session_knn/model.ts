import type { History } from '../recommender.js';
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
  /** Where the item stands in that session, from 0. */
  readonly place: Int32Array;
}

/** A session that speaks for its items. */
export interface Neighbour {
  readonly session: number;
  /** Per event of the current session that it has too: the place in the history, and its share of the likeness. */
  readonly shared: readonly { readonly entry: number; readonly weight: number }[];
  /** Where in the session the newest shared item stands, and how many events of the current session are newer. */
  readonly place: number;
  readonly newer: number;
  /** What the shares are multiplied by. */
  readonly times: number;
}

/** For every item the sessions that have it. */
export function indexOf({ items, sessions }: Pick<SessionModel, 'items' | 'sessions'>): SessionIndex {
  const start = new Int32Array(items + 1);
  for (const item of sessions.item) start[item + 1]++;
  for (let i = 0; i < items; i++) start[i + 1] += start[i];
  const [next, session, place] = [start.slice(0, items), new Int32Array(sessions.item.length), new Int32Array(sessions.item.length)];
  for (let s = 0; s < sessions.end.length; s++)
    for (let e = sessions.start[s]; e < sessions.start[s + 1]; e++) {
      const at = next[sessions.item[e]]++;
      session[at] = s;
      place[at] = e - sessions.start[s];
    }
  return { start, session, place };
}

/** The sessions most alike the current one, the most alike first; of equal ones the newer. */
export function neighboursOf(model: SessionModel, index: SessionIndex, history: History): readonly Neighbour[] {
  const { sessions, weighing } = model;
  const first = currentSession(history, model.gapMinutes);
  const met = new Map<number, { entry: number; weight: number; place: number; newer: number }[]>();
  const compared = new Set<number>();
  for (let entry = history.items.length - 1, newer = 0; entry >= first; entry--, newer++) {
    const item = history.items[entry];
    const weight = weighing.event(newer) * history.weights[entry];
    if (weight <= 0 || compared.has(item)) continue;
    compared.add(item);
    for (let e = Math.max(index.start[item], index.start[item + 1] - model.sample); e < index.start[item + 1]; e++) {
      const shared = met.get(index.session[e]) ?? [];
      shared.push({ entry, weight, place: index.place[e], newer });
      met.set(index.session[e], shared);
    }
  }
  const newest = [...met.keys()].toSorted((a, b) => b - a).slice(0, model.sample);
  const current = compared.size;
  const latest = newest.length > 0 ? sessions.end[newest[0]] : 0;
  return newest
    .map((session) => {
      const shared = met.get(session)!;
      const age = weighing.days > 0 ? Math.exp((sessions.end[session] - latest) / DAY_MS / weighing.days) : 1;
      const times = age * weighing.neighbour(current, sessions.start[session + 1] - sessions.start[session]);
      const likeness = times * shared.reduce((sum, { weight }) => sum + weight, 0);
      return { session, shared, place: shared[0].place, newer: shared[0].newer, times, likeness };
    })
    .toSorted((a, b) => b.likeness - a.likeness || b.session - a.session)
    .slice(0, model.neighbours);
}
