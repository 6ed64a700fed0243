import { sortByTime } from './sort-by-time.js';

/** The keys by which events stand in order: per row a user's place, a moment, and what decides between events of one moment. */
export interface EventKeys {
  readonly users: number;
  readonly user: Int32Array;
  readonly time: ArrayLike<number>;
  /** The order of two rows of one user and one moment. */
  readonly atOnce: (a: number, b: number) => number;
}

/** Rows in order. */
export interface EventOrder {
  readonly order: Uint32Array;
  /** Users + 1: where each user's begin. */
  readonly start: Int32Array;
  /** The moments, in this order; −0 is 0. */
  readonly time: Float64Array;
}

/** The given rows (ascending) by user, then time, then `atOnce`, and rows that are alike in all three by their number. O(rows) for rows in order of time, else O(rows log(rows of a user)). */
export function eventOrder({ users, user, time, atOnce }: EventKeys, rows: Uint32Array): EventOrder {
  const { order, start } = byPlace(rows, user, users);
  const times = new Float64Array(order.length);
  for (let e = 0; e < order.length; e++) times[e] = time[order[e]] + 0;
  for (let u = 0; u < users; u++) {
    sortByTime(times, order, start[u], start[u + 1]);
    for (let from = start[u]; from < start[u + 1];) {
      let end = from + 1;
      while (end < start[u + 1] && times[end] === times[from]) end++;
      if (end - from > 1) sortRun(order.subarray(from, end), atOnce);
      from = end;
    }
  }
  return { order, start, time: times };
}

/** Most runs are of two or three. */
function sortRun(run: Uint32Array, compare: (a: number, b: number) => number): void {
  if (run.length > 16) {
    run.sort((a, b) => compare(a, b) || a - b);
    return;
  }
  for (let i = 1; i < run.length; i++) {
    const row = run[i];
    let at = i;
    for (; at > 0 && (compare(run[at - 1], row) || run[at - 1] - row) > 0; at--) run[at] = run[at - 1];
    run[at] = row;
  }
}

/** Rows by a place below `places`, as stable as counting sort is. */
function byPlace(rows: Uint32Array, place: Int32Array, places: number): { order: Uint32Array; start: Int32Array } {
  const start = new Int32Array(places + 1);
  for (let i = 0; i < rows.length; i++) start[place[rows[i]] + 1]++;
  for (let p = 0; p < places; p++) start[p + 1] += start[p];
  const next = start.slice(0, places);
  const order = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) order[next[place[rows[i]]]++] = rows[i];
  return { order, start };
}
