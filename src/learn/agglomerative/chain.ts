import type { Pace } from '../pace.js';
import { pairAt, updates, type Apart } from './apart.js';
import type { Join } from './params.js';

/** Two groups that were joined, each named by one of its rows, and how far apart they were. */
export interface Joined {
  readonly a: number;
  readonly b: number;
  readonly apart: number;
}

/**
 * Joins all rows, two groups at a time: along chains of nearest neighbours until two are each other's (F. Murtagh, 1983; D. Müllner, 2011). Finds the
 * joins of the greedy search in rows² steps instead of rows³; the nearest first. `apart` is overwritten.
 */
export async function joinsOf(apart: Apart, weights: Float64Array, join: Join, pace: Pace): Promise<readonly Joined[]> {
  const rows = weights.length;
  const weight = weights.slice();
  const live = Int32Array.from({ length: rows }, (_, i) => i);
  const update = updates[join];
  const [chain, joins]: [number[], Joined[]] = [[], []];
  for (let groups = rows; groups > 1;) {
    if (chain.length === 0) chain.push(live[0]);
    const [end, before] = [chain.at(-1)!, chain.at(-2)];
    const next = nearestOf(apart, rows, live, groups, end, before);
    await pace(groups);
    if (next !== before) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    const [kept, gone] = end < next ? [end, next] : [next, end];
    const ab = apart[pairAt(rows, kept, gone)];
    groups = without(live, groups, gone);
    for (let n = 0; n < groups; n++) {
      const k = live[n];
      if (k === kept) continue;
      const to = pairAt(rows, k, kept);
      apart[to] = update(apart[to], apart[pairAt(rows, k, gone)], ab, weight[k], weight[kept], weight[gone]);
    }
    weight[kept] += weight[gone];
    joins.push({ a: kept, b: gone, apart: ab });
  }
  return joins.toSorted((one, two) => one.apart - two.apart);
}

/** The group nearest to one; of equals the one before it in the chain, else the first, so that chains end. */
function nearestOf(apart: Apart, rows: number, live: Int32Array, groups: number, end: number, before: number | undefined): number {
  let [best, least] = before === undefined ? [-1, Infinity] : [before, apart[pairAt(rows, end, before)]];
  for (let n = 0; n < groups; n++) {
    const k = live[n];
    if (k === end) continue;
    const far = apart[pairAt(rows, end, k)];
    if (far < least) [best, least] = [k, far];
  }
  return best;
}

/** Takes a group out of the live ones, whose order stays; the count that is left. */
function without(live: Int32Array, groups: number, gone: number): number {
  const at = live.indexOf(gone);
  live.copyWithin(at, at + 1, groups);
  return groups - 1;
}

/** One row's name per group once the first joins have left `segments` of them. */
export function cutAt(joins: readonly Joined[], rows: number, segments: number): Int32Array {
  const root = Int32Array.from({ length: rows }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (root[i] !== i) i = root[i] = root[root[i]];
    return i;
  };
  for (const { a, b } of joins.slice(0, rows - segments)) root[rootOf(b)] = rootOf(a);
  return root.map((_, i) => rootOf(i));
}
