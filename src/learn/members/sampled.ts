import { setImmediate } from 'node:timers/promises';
import { drawRows, random, takeRows, type Matrix } from '../../core/index.js';
import type { FitRun } from '../learner.js';
import { coordinatesOf, treeOrder } from '../neighbours/index.js';
import { paceOf, type Pace } from '../pace.js';
import { dimensionsOf, pointsOf, spaceOf, type Space } from '../space/index.js';

/** Rows that a fit compares with one another, as points in the order of a tree. */
export interface Sampled {
  readonly space: Space;
  readonly dims: number;
  readonly rows: number;
  /** Rows × coordinates. */
  readonly at: Float64Array;
  /** What each row counts. */
  readonly weights: Float64Array;
  /** The number of each row when training. */
  readonly row: Int32Array;
  readonly pace: Pace;
}

/**
 * All training rows, or `mostRows` of them drawn at random, in the space of all. Throws `MW_LEARN_ROWS`, `MW_LEARN_NOTHING_VARIES`, and the
 * signal's reason once it is aborted.
 */
export async function sampledOf(
  learner: string,
  x: Matrix,
  weights: Float64Array | undefined,
  mostRows: number,
  run: FitRun,
): Promise<Sampled> {
  run.progress?.('placing the rows', 0, 1);
  await setImmediate();
  run.signal.throwIfAborted();
  const space = spaceOf(learner, x, weights);
  const drawn = drawRows(x.rows, mostRows, random(run.seed, learner, 'rows'));
  const dims = dimensionsOf(space);
  const placed = pointsOf(space, drawn.length === x.rows ? x : takeRows(x, drawn));
  const pace = paceOf(run.signal);
  await pace(10 * x.rows * dims);
  const { layout, points } = coordinatesOf(placed, dims);
  const order = await treeOrder(layout, points, pace);
  const at = new Float64Array(placed.length);
  order.forEach((i, place) => at.set(placed.subarray(i * dims, (i + 1) * dims), place * dims));
  const row = Int32Array.from(order, (i) => drawn[i]);
  return { space, dims, rows: row.length, at, weights: Float64Array.from(row, (i) => weights?.[i] ?? 1), row, pace };
}

/** Numbers segments from the heaviest to the lightest, equals by their first training row; `root` names each row's segment, −1 none. */
export function numberedSegments({ weights, row }: Pick<Sampled, 'weights' | 'row'>, root: Int32Array): Int32Array {
  const [size, first] = [new Map<number, number>(), new Map<number, number>()];
  root.forEach((r, i) => {
    if (r < 0) return;
    size.set(r, (size.get(r) ?? 0) + weights[i]);
    first.set(r, Math.min(first.get(r) ?? Infinity, row[i]));
  });
  const order = [...size.keys()].toSorted((a, b) => size.get(b)! - size.get(a)! || first.get(a)! - first.get(b)!);
  const place = new Map(order.map((r, k) => [r, k]));
  return root.map((r) => place.get(r) ?? -1);
}
