import { setImmediate } from 'node:timers/promises';
import { random } from '../../core/index.js';
import { centresFromParts, centresOf, orderedCentres } from '../centres/index.js';
import type { FitRun, Learner } from '../learner.js';
import { paceOf } from '../pace.js';
import { resolveParams } from '../params.js';
import { dimensionsOf, pointsOf, spaceOf } from '../space/index.js';
import { uneven } from '../uneven.js';
import { pullCentres } from './batches.js';
import { kmeansTable, type KmeansParams } from './params.js';
import type { Points } from './points.js';
import { settle, type Found } from './search.js';
import { spreadCentres } from './start.js';

/**
 * Segments with a centre each: every row belongs to the nearest. Minimises the squared distances from the centres (Lloyd, 1982) in a space
 * of standardised numbers and one-hot categories, from the best of several greedy k-means++ starts; above `batchAbove` rows by mini-batches.
 * Weights count. Time per round: at most rows × segments × coordinates, mostly far less.
 */
export const kmeans: Learner<'segment'> = {
  name: 'kmeans',
  summary: 'Segments around centres: quick, and each has a typical row; best for round segments of like spread.',
  tasks: ['segment'],
  params: kmeansTable,
  fit: async ({ x, ...input }, run) => {
    const weights = uneven(input.weights);
    const params = resolveParams('kmeans', kmeansTable, run.params) as unknown as KmeansParams;
    run.progress?.('placing the rows', 0, params.starts);
    await setImmediate();
    run.signal.throwIfAborted();
    const space = spaceOf('kmeans', x, weights);
    const points: Points = { rows: x.rows, dims: dimensionsOf(space), at: pointsOf(space, x), weights };
    const { centres, sizes } = await bestOf(points, params, run);
    return centresOf({ space, centres: orderedCentres(centres, sizes) }, x);
  },
  fromParts: (parts, columns) => centresFromParts('kmeans', parts, columns),
};

/** The tightest of several searches; of equals the first. */
async function bestOf(points: Points, params: KmeansParams, run: FitRun): Promise<Found> {
  const pace = paceOf(run.signal);
  let best: Found | undefined;
  for (let s = 0; s < params.starts; s++) {
    const draw = random(run.seed, 'kmeans', s);
    const centres = await spreadCentres(points, params.segments, draw, pace);
    const large = points.rows > params.batchAbove;
    if (large) await pullCentres(points, centres, draw, pace);
    const found = await settle(points, centres, large ? 3 : params.rounds, pace);
    if (!best || found.inertia < best.inertia) best = found;
    run.progress?.(`search ${s + 1} of ${params.starts}`, s + 1, params.starts);
  }
  return best!;
}
