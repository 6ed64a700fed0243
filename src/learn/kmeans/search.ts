import { centreSearch, type CentreSearch, type CentreSize } from '../../kernel/index.js';
import type { Pace } from '../pace.js';
import { distanceSquared, type Points } from './points.js';

/** Rows between two looks at the clock: few enough that an abort is soon heard, whatever one row costs. */
const blockOf = ({ dims, segments }: CentreSize): number => Math.max(16, Math.min(8192, Math.floor(4e7 / (dims * segments))));

/** Segments that no round changes any more, or as many rounds as were allowed. */
export interface Found {
  /** Segments × coordinates. */
  readonly centres: Float64Array;
  /** The segment of each row. */
  readonly nearest: Int32Array;
  /** Sum of the squared distances from the centres, by weight. */
  readonly inertia: number;
  /** Weight of each segment. */
  readonly sizes: Float64Array;
}

/** A search over points, for so many segments. */
export function searchOver({ rows, dims, at, weights }: Points, segments: number): CentreSearch {
  const search = emptySearch(rows, dims, segments, weights);
  search.points.set(at);
  return search;
}

/** A search whose points are still to be written. */
export function emptySearch(rows: number, dims: number, segments: number, weights: Float64Array | undefined): CentreSearch {
  const search = centreSearch({ rows, dims, segments, weighted: weights !== undefined });
  if (weights) search.weights.set(weights);
  return search;
}

/**
 * Lloyd's rounds: rows to their nearest centre, centres to the middle of their rows. Bounds on the two nearest distances spare most of the
 * comparisons and change nothing (Hamerly, SDM 2010). A segment that loses its last row gets the row that is furthest from its own centre.
 */
export async function settle(search: CentreSearch, start: Float64Array, rounds: number, pace: Pace): Promise<Found> {
  const centres = start.slice();
  search.nearest.fill(-1);
  search.moved.fill(0);
  for (let round = 0; round < rounds; round++) {
    if ((await assign(search, centres, pace)) === 0) break;
    const moved = moveCentres(search, centres);
    if (moved.every((m) => m === 0)) break;
    search.moved.set(moved);
  }
  return finish(search, centres, pace);
}

async function assign(search: CentreSearch, centres: Float64Array, pace: Pace): Promise<number> {
  const { rows, dims, segments } = search.size;
  search.centres(centres);
  search.half.set(halfGaps(centres, segments, dims));
  search.sums.fill(0);
  search.sizes.fill(0);
  const most = search.moved.reduce((a, b) => Math.max(a, b), 0);
  let changed = 0;
  const block = blockOf(search.size);
  for (let from = 0; from < rows; from += block) {
    changed += search.round(from, Math.min(rows, from + block), most);
    await pace((block * segments * dims) / 4);
  }
  return changed;
}

/** Half the distance of each centre from the one next to it: a row within it belongs to no other. */
function halfGaps(centres: Float64Array, segments: number, dims: number): Float64Array {
  const out = new Float64Array(segments).fill(Infinity);
  for (let a = 0; a < segments; a++)
    for (let b = 0; b < segments; b++) if (a !== b) out[a] = Math.min(out[a], Math.sqrt(distanceSquared(centres, a, centres, b, dims)) / 2);
  return out;
}

/** Moves every centre to the middle of its rows and tells how far each went. */
function moveCentres(search: CentreSearch, centres: Float64Array): Float64Array {
  const { size, sums, sizes } = search;
  const { dims, segments } = size;
  const before = centres.slice();
  for (let k = 0; k < segments; k++) {
    if (sizes[k] === 0) adopt(search, centres, k);
    else for (let d = 0; d < dims; d++) centres[k * dims + d] = sums[k * dims + d] / sizes[k];
  }
  return Float64Array.from({ length: segments }, (_, k) => Math.sqrt(distanceSquared(before, k, centres, k, dims)));
}

function adopt({ size, points, nearest, upper }: CentreSearch, centres: Float64Array, k: number): void {
  const { dims, rows } = size;
  let [furthest, most] = [0, -1];
  for (let i = 0; i < rows; i++) {
    const far = distanceSquared(points, i, centres, nearest[i], dims);
    if (far > most) [furthest, most] = [i, far];
  }
  centres.set(points.subarray(furthest * dims, (furthest + 1) * dims), k * dims);
  nearest[furthest] = k;
  upper[furthest] = 0;
}

async function finish(search: CentreSearch, centres: Float64Array, pace: Pace): Promise<Found> {
  const { rows, dims, segments } = search.size;
  search.centres(centres);
  search.sizes.fill(0);
  let inertia = 0;
  const block = blockOf(search.size);
  for (let from = 0; from < rows; from += block) {
    inertia = search.finish(from, Math.min(rows, from + block), inertia);
    await pace((block * segments * dims) / 4);
  }
  return { centres, nearest: search.nearest.slice(), inertia, sizes: search.sizes.slice() };
}
