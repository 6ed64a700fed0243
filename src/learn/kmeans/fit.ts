import { setImmediate } from 'node:timers/promises';
import { random } from '../../core/index.js';
import type { CentreSearch } from '../../kernel/index.js';
import { centresOf, orderedCentres } from '../centres/index.js';
import type { FitRun, Predictor, RowsInput } from '../learner.js';
import { paceOf } from '../pace.js';
import { resolveParams } from '../params.js';
import { dimensionsOf, pointsOf, spaceOf } from '../space/index.js';
import { uneven } from '../uneven.js';
import { pullCentres } from './batches.js';
import { kmeansTable, type KmeansParams } from './params.js';
import type { Points } from './points.js';
import { emptySearch, settle, type Found } from './search.js';
import { spreadCentres } from './start.js';

/**
 * Fits segments around centres. Throws `MW_LEARN_ROWS`, `MW_LEARN_NOTHING_VARIES` or `MW_LEARN_SEGMENTS` where the rows are too few or too
 * alike, and the signal's reason once it is aborted.
 */
export async function fitKmeans({ x, ...input }: RowsInput<'segment'>, run: FitRun): Promise<Predictor> {
  const weights = uneven(input.weights);
  const params = resolveParams('kmeans', kmeansTable, run.params) as unknown as KmeansParams;
  run.progress?.('placing the rows', 0, params.starts);
  await setImmediate();
  run.signal.throwIfAborted();
  const space = spaceOf('kmeans', x, weights);
  const search = emptySearch(x.rows, dimensionsOf(space), params.segments, weights);
  pointsOf(space, x, 0, x.rows, search.points);
  const { centres, sizes } = await bestOf(search, weights, params, run);
  return centresOf({ space, centres: orderedCentres(centres, sizes) }, x);
}

/** The tightest of several searches; of equals the first. */
async function bestOf(search: CentreSearch, weights: Float64Array | undefined, params: KmeansParams, run: FitRun): Promise<Found> {
  const pace = paceOf(run.signal);
  const points: Points = { ...search.size, at: search.points, weights };
  let best: Found | undefined;
  for (let s = 0; s < params.starts; s++) {
    const draw = random(run.seed, 'kmeans', s);
    const centres = await spreadCentres(search, draw, pace);
    const large = points.rows > params.batchAbove;
    if (large) await pullCentres(points, centres, draw, pace);
    const found = await settle(search, centres, large ? 3 : params.rounds, pace);
    if (!best || found.inertia < best.inertia) best = found;
    run.progress?.(`search ${s + 1} of ${params.starts}`, s + 1, params.starts);
  }
  return best!;
}
