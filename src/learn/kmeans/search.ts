import type { Pace } from '../pace.js';
import { distanceSquared, type Points } from './points.js';

/** Rows between two looks at the clock. */
const BLOCK = 8192;

/** Where a search is. */
interface State {
  readonly points: Points;
  readonly segments: number;
  readonly centres: Float64Array;
  readonly nearest: Int32Array;
  /** At least the distance to the nearest centre. */
  readonly upper: Float64Array;
  /** At most the distance to the second nearest. */
  readonly lower: Float64Array;
}

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

/**
 * Lloyd's rounds: rows to their nearest centre, centres to the middle of their rows. Bounds on the two nearest distances spare most of the
 * comparisons and change nothing (Hamerly, SDM 2010). A segment that loses its last row gets the row that is furthest from its own centre.
 */
export async function settle(points: Points, start: Float64Array, rounds: number, pace: Pace): Promise<Found> {
  const { rows, dims } = points;
  const segments = start.length / dims;
  const state: State = {
    points,
    segments,
    centres: start.slice(),
    nearest: new Int32Array(rows).fill(-1),
    upper: new Float64Array(rows).fill(Infinity),
    lower: new Float64Array(rows),
  };
  for (let round = 0; round < rounds; round++) {
    if ((await assign(state, pace)) === 0) break;
    const moved = moveCentres(state);
    if (moved.every((m) => m === 0)) break;
    loosen(state, moved);
  }
  return finish(state, pace);
}

async function assign(state: State, pace: Pace): Promise<number> {
  const { points, segments, nearest, upper, lower } = state;
  const half = halfGaps(state);
  let changed = 0;
  let compared = 0;
  for (let i = 0; i < points.rows; i++) {
    const own = nearest[i];
    const safe = own < 0 ? 0 : Math.max(half[own], lower[i]);
    if (own < 0 || upper[i] > safe) {
      if (own >= 0) upper[i] = Math.sqrt(distanceSquared(points.at, i, state.centres, own, points.dims));
      if (own < 0 || upper[i] > safe) {
        compared += segments;
        compare(state, i);
        if (nearest[i] !== own) changed++;
      }
    }
    if (i % BLOCK === BLOCK - 1) {
      await pace(compared * points.dims + BLOCK);
      compared = 0;
    }
  }
  return changed;
}

/** Finds the two nearest centres of a row; of equal ones the first. */
function compare({ points, segments, centres, nearest, upper, lower }: State, i: number): void {
  let [best, first, second] = [0, Infinity, Infinity];
  for (let k = 0; k < segments; k++) {
    const far = distanceSquared(points.at, i, centres, k, points.dims);
    if (far < first) [best, first, second] = [k, far, first];
    else if (far < second) second = far;
  }
  nearest[i] = best;
  upper[i] = Math.sqrt(first);
  lower[i] = Math.sqrt(second);
}

/** Half the distance of each centre from the one next to it: a row within it belongs to no other. */
function halfGaps({ centres, segments, points: { dims } }: State): Float64Array {
  const out = new Float64Array(segments).fill(Infinity);
  for (let a = 0; a < segments; a++)
    for (let b = 0; b < segments; b++) if (a !== b) out[a] = Math.min(out[a], Math.sqrt(distanceSquared(centres, a, centres, b, dims)) / 2);
  return out;
}

/** Moves every centre to the middle of its rows and tells how far each went. */
function moveCentres(state: State): Float64Array {
  const { points, segments, centres, nearest } = state;
  const { dims, at, weights } = points;
  const sums = new Float64Array(centres.length);
  const sizes = new Float64Array(segments);
  for (let i = 0; i < points.rows; i++) {
    const weight = weights ? weights[i] : 1;
    sizes[nearest[i]] += weight;
    for (let d = 0, p = i * dims, c = nearest[i] * dims; d < dims; d++, p++, c++) sums[c] += weight * at[p];
  }
  const before = centres.slice();
  for (let k = 0; k < segments; k++) {
    if (sizes[k] === 0) adopt(state, k);
    else for (let d = 0; d < dims; d++) centres[k * dims + d] = sums[k * dims + d] / sizes[k];
  }
  return Float64Array.from({ length: segments }, (_, k) => Math.sqrt(distanceSquared(before, k, centres, k, dims)));
}

function adopt({ points, centres, nearest, upper }: State, k: number): void {
  const { dims, at, rows } = points;
  let [furthest, most] = [0, -1];
  for (let i = 0; i < rows; i++) {
    const far = distanceSquared(at, i, centres, nearest[i], dims);
    if (far > most) [furthest, most] = [i, far];
  }
  centres.set(at.subarray(furthest * dims, (furthest + 1) * dims), k * dims);
  nearest[furthest] = k;
  upper[furthest] = 0;
}

function loosen({ nearest, upper, lower }: State, moved: Float64Array): void {
  const most = moved.reduce((a, b) => Math.max(a, b), 0);
  for (let i = 0; i < nearest.length; i++) {
    upper[i] += moved[nearest[i]];
    lower[i] = Math.max(0, lower[i] - most);
  }
}

async function finish(state: State, pace: Pace): Promise<Found> {
  const { points, segments, centres, nearest } = state;
  const sizes = new Float64Array(segments);
  let inertia = 0;
  for (let i = 0; i < points.rows; i++) {
    compare(state, i);
    const weight = points.weights ? points.weights[i] : 1;
    sizes[nearest[i]] += weight;
    inertia += weight * distanceSquared(points.at, i, centres, nearest[i], points.dims);
    if (i % BLOCK === BLOCK - 1) await pace(BLOCK * segments * points.dims);
  }
  return { centres, nearest, inertia, sizes };
}
