import type { Random } from '../../core/index.js';
import type { Pace } from '../pace.js';
import { distanceSquared, type Points } from './points.js';

const BATCH = 4096;
const BATCHES = 200;

/**
 * Moves centres by random batches of rows, each row pulling its nearest centre by one over the rows that the centre has had
 * (Sculley, "Web-scale k-means clustering", WWW 2010). `centres` is changed in place. The time does not depend on the number of rows.
 */
export async function pullCentres(points: Points, centres: Float64Array, draw: Random, pace: Pace): Promise<void> {
  const { rows, dims, at, weights } = points;
  const segments = centres.length / dims;
  const had = new Float64Array(segments);
  for (let b = 0; b < BATCHES; b++) {
    const batch = Int32Array.from({ length: BATCH }, () => draw.int(rows));
    const nearest = batch.map((i) => nearestOf(at, i, centres, segments, dims));
    for (let n = 0; n < BATCH; n++) {
      const [i, k] = [batch[n], nearest[n]];
      const weight = weights ? weights[i] : 1;
      had[k] += weight;
      for (let d = 0; d < dims; d++) centres[k * dims + d] += (weight / had[k]) * (at[i * dims + d] - centres[k * dims + d]);
    }
    await pace(BATCH * segments * dims);
  }
}

function nearestOf(at: Float64Array, i: number, centres: Float64Array, segments: number, dims: number): number {
  let [best, least] = [0, Infinity];
  for (let k = 0; k < segments; k++) {
    const far = distanceSquared(at, i, centres, k, dims);
    if (far < least) [best, least] = [k, far];
  }
  return best;
}
