import type { Forest } from './forest.js';
import { gaussLegendre, type Quadrature } from './quadrature.js';
import { list, type List } from './list.js';
import { coverOf, emptyPath, enter, leave, restore, turn, type Path, type Visit } from './path.js';

/**
 * What leads to each leaf of a forest, trees in order and each from left to right: one entry per leaf and distinct column on its path, with all
 * conditions that the path sets on that column as one, and the share of training rows that follow them.
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
  /** What each leaf adds, and the output that it adds to. */
  readonly value: Float64Array;
  readonly output: Int32Array;
  /** Expected margin per output when no column is known. */
  readonly expected: Float64Array;
  /** Most entries of a leaf. */
  readonly longest: number;
  /** `quadratures[d]` is exact for leaves of d entries. */
  readonly quadratures: readonly Quadrature[];
}

/** The paths as they are found. */
interface Found {
  readonly start: List<Int32Array>;
  readonly column: List<Int32Array>;
  readonly share: List<Float64Array>;
  readonly low: List<Float64Array>;
  readonly high: List<Float64Array>;
  readonly missing: List<Uint8Array>;
  readonly setStart: List<Int32Array>;
  readonly sets: List<Uint32Array>;
  readonly value: List<Float64Array>;
  readonly output: List<Int32Array>;
  readonly expected: Float64Array;
  longest: number;
}

/** Collects the paths. Costs about a prediction of a thousand rows, and is kept for all of them. */
export function leafPaths(forest: Forest, roots: Int32Array): LeafPaths {
  const cover = coverOf(forest);
  const path = emptyPath(forest.columns);
  const found = nothingFound(forest);
  roots.forEach((root, t) => visit(forest, cover, root, path, found, t % forest.outputs));
  const { longest, expected, ...lists } = found;
  return {
    start: lists.start.taken(),
    column: lists.column.taken(),
    share: lists.share.taken(),
    low: lists.low.taken(),
    high: lists.high.taken(),
    missing: lists.missing.taken(),
    setStart: lists.setStart.taken(),
    sets: lists.sets.taken(),
    value: lists.value.taken(),
    output: lists.output.taken(),
    expected,
    longest,
    quadratures: Array.from({ length: longest + 1 }, (_, d) => gaussLegendre(Math.ceil(d / 2))),
  };
}

function nothingFound({ base }: Forest): Found {
  const found = {
    start: list(Int32Array),
    column: list(Int32Array),
    share: list(Float64Array),
    low: list(Float64Array),
    high: list(Float64Array),
    missing: list(Uint8Array),
    setStart: list(Int32Array),
    sets: list(Uint32Array),
    value: list(Float64Array),
    output: list(Int32Array),
    expected: Float64Array.from(base),
    longest: 0,
  };
  found.start.push(0);
  found.setStart.push(0);
  return found;
}

/** Goes through a tree from left to right, without recursion: a file may hold trees of thousands of levels. */
function visit(forest: Forest, cover: Float64Array, root: number, path: Path, found: Found, output: number): void {
  const stack: Visit[] = [];
  let child = root;
  for (;;) {
    while (child >= 0) {
      const down = enter(forest, child, path);
      stack.push(down);
      child = turn(forest, cover, path, down);
    }
    keep(path, found, forest.value[-1 - child], output);
    while (stack.length > 0 && !stack[stack.length - 1].isLeft) leave(path, stack.pop()!);
    if (stack.length === 0) return;
    const up = stack[stack.length - 1];
    up.isLeft = false;
    restore(path, up);
    child = turn(forest, cover, path, up);
  }
}

/** Writes the path down as that of a leaf. */
function keep(path: Path, found: Found, value: number, output: number): void {
  let share = 1;
  for (let i = 0; i < path.count; i++) {
    share *= path.share[i];
    found.column.push(path.column[i]);
    found.share.push(path.share[i]);
    found.low.push(path.low[i]);
    found.high.push(path.high[i]);
    found.missing.push(path.missing[i]);
    path.set[i]?.forEach((word) => found.sets.push(word));
    found.setStart.push(found.sets.length());
  }
  found.start.push(found.column.length());
  found.value.push(value);
  found.output.push(output);
  found.expected[output] += value * share;
  found.longest = Math.max(found.longest, path.count);
}
