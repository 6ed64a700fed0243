import { setOf, type Forest } from './forest.js';
import { CATEGORY, NUMBER_MISSING_LEFT } from './tree.js';

/** The conditions of a path while a tree is walked, by column in the order of their first split. */
export interface Path {
  count: number;
  readonly column: Int32Array;
  /** Place of a column in the path, or -1. */
  readonly place: Int32Array;
  readonly share: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly missing: Uint8Array;
  /** Levels that pass; absent until a category split. Levels beyond its words pass as missing ones do. */
  readonly set: (Uint32Array | null)[];
}

/** The path of a root: no conditions. */
export const emptyPath = (columns: number): Path => ({
  count: 0,
  column: new Int32Array(columns),
  place: new Int32Array(columns).fill(-1),
  share: new Float64Array(columns),
  low: new Float64Array(columns),
  high: new Float64Array(columns),
  missing: new Uint8Array(columns),
  set: Array.from({ length: columns }, () => null),
});

/** A node on the way to the leaf at hand, and its column's conditions before it. */
export interface Visit {
  readonly node: number;
  readonly at: number;
  readonly isNew: boolean;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly missing: number;
  readonly set: Uint32Array | null;
  isLeft: boolean;
}

/** Training rows of every node. Children come after their parents, so one pass from the end sums them. */
export function coverOf(forest: Forest): Float64Array {
  const cover = new Float64Array(forest.column.length);
  for (let node = cover.length - 1; node >= 0; node--)
    cover[node] = coverBelow(forest, cover, forest.left[node]) + coverBelow(forest, cover, forest.right[node]);
  return cover;
}

const coverBelow = (forest: Forest, cover: Float64Array, child: number): number => (child >= 0 ? cover[child] : forest.cover[-1 - child]);

/** Steps into a node: its column's conditions as they are. */
export function enter(forest: Forest, node: number, path: Path): Visit {
  const column = forest.column[node];
  const isNew = path.place[column] < 0;
  const at = isNew ? open(path, column) : path.place[column];
  const { share, low, high, missing, set } = path;
  return { node, at, isNew, share: share[at], low: low[at], high: high[at], missing: missing[at], set: set[at], isLeft: true };
}

/** Narrows the path by the side that it takes, and gives the child there. */
export function turn(forest: Forest, cover: Float64Array, path: Path, { node, at, share, isLeft }: Visit): number {
  const child = isLeft ? forest.left[node] : forest.right[node];
  path.share[at] = share * (coverBelow(forest, cover, child) / cover[node]);
  narrow(forest, node, path, at, isLeft);
  return child;
}

/** Gives a node's column the conditions back that it had before. */
export function restore(path: Path, { at, share, low, high, missing, set }: Visit): void {
  [path.share[at], path.low[at], path.high[at], path.missing[at], path.set[at]] = [share, low, high, missing, set];
}

/** Steps out of a node: the path is again what it was. */
export function leave(path: Path, visited: Visit): void {
  restore(path, visited);
  if (!visited.isNew) return;
  path.count--;
  path.place[path.column[visited.at]] = -1;
}

/** Begins the conditions on a column: everything passes. */
function open(path: Path, column: number): number {
  const at = path.count++;
  [path.column[at], path.place[column], path.share[at], path.low[at], path.high[at]] = [column, at, 1, -Infinity, Infinity];
  [path.missing[at], path.set[at]] = [1, null];
  return at;
}

function narrow(forest: Forest, node: number, path: Path, at: number, isLeft: boolean): void {
  if (forest.kind[node] === CATEGORY) {
    path.set[at] = meet(path.set[at], path.missing[at] === 1, setOf(forest, node), isLeft);
    if (isLeft) path.missing[at] = 0;
    return;
  }
  if ((forest.kind[node] === NUMBER_MISSING_LEFT) !== isLeft) path.missing[at] = 0;
  const limit = forest.threshold[node];
  if (isLeft) path.high[at] = Math.min(path.high[at], limit);
  else path.low[at] = Math.max(path.low[at], limit);
}

/** The levels that passed before and go to this side; `missing` says whether those beyond the words did. */
function meet(passed: Uint32Array | null, missing: boolean, set: Uint32Array, isLeft: boolean): Uint32Array {
  const out = new Uint32Array(Math.max(set.length, passed?.length ?? 0));
  const beyond = missing ? 0xffffffff : 0;
  for (let w = 0; w < out.length; w++) {
    const before = passed !== null && w < passed.length ? passed[w] : beyond;
    const bits = w < set.length ? set[w] : 0;
    out[w] = before & (isLeft ? bits : ~bits);
  }
  return out;
}
