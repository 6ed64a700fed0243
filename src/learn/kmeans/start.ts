import { mwError, type Random } from '../../core/index.js';
import type { Pace } from '../pace.js';
import { distanceSquared, type Points } from './points.js';

/**
 * Centres to begin with: each is drawn with a chance that grows with the squared distance from those before it; of 2 + ln k draws the one that
 * helps most is taken (k-means++, greedy: Arthur & Vassilvitskii, SODA 2007). Throws `MW_LEARN_SEGMENTS` when there are fewer
 * different rows than segments.
 */
export async function spreadCentres(points: Points, segments: number, draw: Random, pace: Pace): Promise<Float64Array> {
  const { rows, dims, at, weights } = points;
  const centres = new Float64Array(segments * dims);
  const trials = 2 + Math.floor(Math.log(segments));
  let nearest: Float64Array = new Float64Array(rows).fill(Infinity);
  for (let k = 0; k < segments; k++) {
    const chances = k === 0 ? weights : weights ? nearest.map((near, i) => near * weights[i]) : nearest;
    let best: { readonly row: number; readonly near: Float64Array; readonly left: number } | undefined;
    for (let t = 0; t < (k === 0 ? 1 : trials); t++) {
      const row = drawRow(chances, rows, draw);
      if (row < 0) throw mwError('MW_LEARN_SEGMENTS', { segments, distinct: k });
      const near = closer(points, row, nearest);
      const left = totalOf(near, weights);
      if (!best || left < best.left) best = { row, near, left };
      await pace(rows * dims);
    }
    nearest = best!.near;
    centres.set(at.subarray(best!.row * dims, (best!.row + 1) * dims), k * dims);
  }
  return centres;
}

/** Squared distances to the nearest centre once the point of `row` is one. */
function closer({ rows, dims, at }: Points, row: number, before: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) out[i] = Math.min(before[i], distanceSquared(at, i, at, row, dims));
  return out;
}

function totalOf(values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += weights ? values[i] * weights[i] : values[i];
  return sum;
}

/** A row, by chances that need not add up to 1; −1 when all of them are 0. */
function drawRow(chances: Float64Array | undefined, rows: number, draw: Random): number {
  if (!chances) return draw.int(rows);
  let left = draw.uniform() * totalOf(chances, undefined);
  let last = -1;
  for (let i = 0; i < rows; i++) {
    if (chances[i] === 0) continue;
    last = i;
    left -= chances[i];
    if (left < 0) return i;
  }
  return last;
}
