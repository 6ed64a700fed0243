import type { Forest } from './forest.js';
import { gaussLegendre, type Quadrature } from './quadrature.js';
import { CATEGORY, NUMBER_MISSING_LEFT } from './tree.js';

/**
 * What leads to each leaf of a forest, one entry per leaf and distinct column on its path: all conditions that the path sets on
 * that column as one, and the share of training rows that follow them.
 */
export interface LeafPaths {
  /** Entries of leaf l: `start[l] … start[l + 1] - 1`. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  /** Product of child / parent cover over the path's splits on the column. */
  readonly share: Float64Array;
  /** Number columns: a known value passes when low < value ≤ high; `-Infinity` and `Infinity` stand for no limit. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** 1 when a missing value passes; for a category also one beyond the bits. */
  readonly missing: Uint8Array;
  /** Category columns: bits of the levels that pass, in words `setStart[e] … setStart[e + 1] - 1`. */
  readonly setStart: Int32Array;
  readonly sets: Uint32Array;
  /** Output that each leaf adds to. */
  readonly output: Int32Array;
  /** Expected margin per output when no column is known. */
  readonly expected: Float64Array;
  /** Most entries of a leaf. */
  readonly longest: number;
  /** `quadratures[d]` is exact for leaves of d entries. */
  readonly quadratures: readonly Quadrature[];
}

/** One column's condition while a path is walked. */
interface Condition {
  readonly column: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly missing: boolean;
  /** Levels that pass; absent until a category split. Levels beyond its words pass as missing ones do. */
  readonly set: Uint32Array | null;
}

interface Visit {
  readonly node: number;
  readonly path: readonly Condition[];
}

/** Collects the paths. Costs about a prediction of a thousand rows, and is kept for all of them. */
export function leafPaths(forest: Forest, roots: Int32Array): LeafPaths {
  const cover = coverOf(forest);
  const paths: (readonly Condition[])[] = Array.from({ length: forest.value.length }, () => []);
  const output = new Int32Array(forest.value.length);
  const expected = Float64Array.from(forest.base);
  roots.forEach((root, t) => {
    const stack: Visit[] = [{ node: root, path: [] }];
    for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
      const { node, path } = visit;
      if (node >= 0) stack.push(step(forest, cover, node, path, false), step(forest, cover, node, path, true));
      else {
        const leaf = -1 - node;
        paths[leaf] = path;
        output[leaf] = t % forest.outputs;
        expected[output[leaf]] += forest.value[leaf] * path.reduce((product, c) => product * c.share, 1);
      }
    }
  });
  return flatten(paths, output, expected);
}

/** Training rows of every node. Children come after their parents, so one pass from the end sums them. */
function coverOf(forest: Forest): Float64Array {
  const cover = new Float64Array(forest.column.length);
  const of = (child: number): number => (child >= 0 ? cover[child] : forest.cover[-1 - child]);
  for (let node = cover.length - 1; node >= 0; node--) cover[node] = of(forest.left[node]) + of(forest.right[node]);
  return cover;
}

function step(forest: Forest, cover: Float64Array, node: number, path: readonly Condition[], isLeft: boolean): Visit {
  const child = isLeft ? forest.left[node] : forest.right[node];
  const share = (child >= 0 ? cover[child] : forest.cover[-1 - child]) / cover[node];
  const column = forest.column[node];
  const known = path.find((c) => c.column === column);
  const before = known ?? { column, share: 1, low: -Infinity, high: Infinity, missing: true, set: null };
  const after = { ...narrowed(forest, node, before, isLeft), share: before.share * share };
  return { node: child, path: known ? path.map((c) => (c === known ? after : c)) : [...path, after] };
}

function narrowed(forest: Forest, node: number, c: Condition, isLeft: boolean): Condition {
  if (forest.kind[node] === CATEGORY) {
    const set = forest.sets.subarray(forest.setStart[node], forest.setStart[node + 1]);
    return { ...c, missing: c.missing && !isLeft, set: meet(c, set, isLeft) };
  }
  const missing = c.missing && (forest.kind[node] === NUMBER_MISSING_LEFT) === isLeft;
  const limit = forest.threshold[node];
  return isLeft ? { ...c, missing, high: Math.min(c.high, limit) } : { ...c, missing, low: Math.max(c.low, limit) };
}

/** The levels that passed before and go to this side. */
function meet(c: Condition, set: Uint32Array, isLeft: boolean): Uint32Array {
  const out = new Uint32Array(Math.max(set.length, c.set?.length ?? 0));
  const beyond = c.missing ? 0xffffffff : 0;
  for (let w = 0; w < out.length; w++) {
    const before = c.set !== null && w < c.set.length ? c.set[w] : beyond;
    const bits = w < set.length ? set[w] : 0;
    out[w] = before & (isLeft ? bits : ~bits);
  }
  return out;
}

function flatten(paths: readonly (readonly Condition[])[], output: Int32Array, expected: Float64Array): LeafPaths {
  const entries = paths.flat();
  const longest = paths.reduce((most, p) => Math.max(most, p.length), 0);
  const start = offsets(paths.map((p) => p.length));
  const setStart = offsets(entries.map((c) => c.set?.length ?? 0));
  const sets = new Uint32Array(setStart[entries.length]);
  entries.forEach((c, e) => {
    if (c.set !== null) sets.set(c.set, setStart[e]);
  });
  return {
    start,
    column: Int32Array.from(entries, (c) => c.column),
    share: Float64Array.from(entries, (c) => c.share),
    low: Float64Array.from(entries, (c) => c.low),
    high: Float64Array.from(entries, (c) => c.high),
    missing: Uint8Array.from(entries, (c) => (c.missing ? 1 : 0)),
    setStart,
    sets,
    output,
    expected,
    longest,
    quadratures: Array.from({ length: longest + 1 }, (_, d) => gaussLegendre(Math.ceil(d / 2))),
  };
}

function offsets(lengths: readonly number[]): Int32Array {
  const out = new Int32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) out[i + 1] = out[i] + lengths[i];
  return out;
}
