import type { Compared, Neighbour, SessionIndex, SessionModel } from './model.js';

/** What neighbours are asked for reasons by: worked out once per history. */
export interface Spoken {
  /** Items + 1: per item which neighbours have it, in their order, and where in the session. */
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
  readonly place: Int32Array;
  /** Neighbours + 1: per neighbour the events of the current session that it has too, as places in the history with their weights. */
  readonly first: Int32Array;
  readonly entry: readonly number[];
  readonly weight: readonly number[];
}

/** Costs the events of all neighbours. */
export function spokenBy(
  model: SessionModel,
  index: SessionIndex,
  compared: readonly Compared[],
  neighbours: readonly Neighbour[],
): Spoken {
  const { sessions, items } = model;
  const of = new Int32Array(items).fill(-1);
  compared.forEach(({ item }, c) => (of[item] = c));
  const [start, first] = [new Int32Array(items + 1), new Int32Array(neighbours.length + 1)];
  const [entry, weight]: [number[], number[]] = [[], []];
  neighbours.forEach(({ session }, n) => {
    for (let e = sessions.start[session]; e < sessions.start[session + 1]; e++) {
      const item = sessions.item[e];
      start[item + 1]++;
      if (of[item] < 0 || !sampled(model, index, item, session)) continue;
      entry.push(compared[of[item]].entry);
      weight.push(compared[of[item]].weight);
    }
    first[n + 1] = entry.length;
  });
  for (let item = 0; item < items; item++) start[item + 1] += start[item];
  const next = start.slice(0, items);
  const [neighbour, place] = [new Int32Array(start[items]), new Int32Array(start[items])];
  neighbours.forEach(({ session }, n) => {
    for (let e = sessions.start[session]; e < sessions.start[session + 1]; e++) {
      const at = next[sessions.item[e]]++;
      neighbour[at] = n;
      place[at] = e - sessions.start[session];
    }
  });
  return { start, neighbour, place, first, entry, weight };
}

/** Whether a session is among the newest of those that have an item. */
const sampled = ({ sample }: SessionModel, { start, session }: SessionIndex, item: number, one: number): boolean =>
  start[item + 1] - start[item] <= sample || one >= session[start[item + 1] - sample];
