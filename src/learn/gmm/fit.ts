import { setImmediate } from 'node:timers/promises';
import { drawRows, headsOf, MillwrightError, random } from '../../core/index.js';
import { segmentOrder } from '../centres/index.js';
import type { Points } from '../kmeans/points.js';
import type { FitRun, Predictor, RowsInput } from '../learner.js';
import { paceOf, type Pace } from '../pace.js';
import { resolveParams } from '../params.js';
import { dimensionsOf, pointsOf, spaceOf } from '../space/index.js';
import { uneven } from '../uneven.js';
import { whitenSize, type Mixture } from './mixture.js';
import { gmmTable, type GmmParams } from './params.js';
import { gmmPredictor } from './predictor.js';
import { bicOf, likeliest } from './search.js';

/** Numbers of segments that are compared when none is given, and the rows that they are compared on. */
const MOST_SEGMENTS = 10;
const COMPARED = 4000;
/** No coordinate that varies has less. */
const LEAST_SPREAD = 1e-9;

/**
 * Fits a mixture of normal distributions. Throws `MW_LEARN_ROWS`, `MW_LEARN_NOTHING_VARIES` or `MW_LEARN_SEGMENTS` where the rows are too few or
 * too alike, and the signal's reason once it is aborted.
 */
export async function fitGmm({ x, ...input }: RowsInput<'segment'>, run: FitRun): Promise<Predictor> {
  const params = resolveParams('gmm', gmmTable, run.params) as unknown as GmmParams;
  run.progress?.('placing the rows', 0, params.starts);
  await setImmediate();
  run.signal.throwIfAborted();
  const weights = uneven(input.weights);
  const space = spaceOf('gmm', x, weights);
  const points: Points = { rows: x.rows, dims: dimensionsOf(space), at: pointsOf(space, x), weights };
  const pace = paceOf(run.signal);
  const segments = params.segments > 0 ? params.segments : await segmentsIn(points, params, run, pace);
  const { mixture } = await likeliest(points, segments, params, run.seed, pace, (s) =>
    run.progress?.(`search ${s} of ${params.starts}`, s, params.starts),
  );
  return gmmPredictor({ space, mixture: ordered(mixture), spread: spreadOf(points) }, headsOf(x));
}

/** The number of segments with the least criterion, on a sample of many rows; no more than there are different rows. */
async function segmentsIn(points: Points, params: GmmParams, run: FitRun, pace: Pace): Promise<number> {
  const rows = drawRows(points.rows, COMPARED, random(run.seed, 'gmm', 'compared'));
  const compared = takePoints(points, rows);
  const weight = compared.weights?.reduce((sum, w) => sum + w, 0) ?? rows.length;
  let [best, least] = [1, Infinity];
  for (let segments = 1; segments <= MOST_SEGMENTS; segments++) {
    run.progress?.(`comparing ${segments} segments`, segments - 1, MOST_SEGMENTS);
    try {
      const bic = bicOf(await likeliest(compared, segments, params, run.seed, pace, () => {}), weight);
      if (bic < least) [best, least] = [segments, bic];
    } catch (error) {
      if (error instanceof MillwrightError && error.code === 'MW_LEARN_SEGMENTS') break;
      throw error;
    }
  }
  return best;
}

function takePoints({ dims, at, weights }: Points, rows: Int32Array): Points {
  const out = new Float64Array(rows.length * dims);
  rows.forEach((row, i) => out.set(at.subarray(row * dims, (row + 1) * dims), i * dims));
  return { rows: rows.length, dims, at: out, weights: weights && Float64Array.from(rows, (i) => weights[i]) };
}

/** The same segments, those with the most rows first. */
function ordered(mixture: Mixture): Mixture {
  const { covariance, dims, share, mean, whiten } = mixture;
  const order = segmentOrder(mean, share);
  const arranged = (values: Float64Array, size: number): Float64Array => {
    const out = new Float64Array(values.length);
    order.forEach((k, at) => out.set(values.subarray(k * size, (k + 1) * size), at * size));
    return out;
  };
  return { ...mixture, share: arranged(share, 1), mean: arranged(mean, dims), whiten: arranged(whiten, whitenSize(covariance, dims)) };
}

/** Variance of each coordinate, whose mean is 0. */
function spreadOf({ rows, dims, at, weights }: Points): Float64Array {
  const out = new Float64Array(dims);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights ? weights[i] : 1;
    total += weight;
    for (let d = 0; d < dims; d++) out[d] += weight * at[i * dims + d] * at[i * dims + d];
  }
  return out.map((sum) => Math.max(LEAST_SPREAD, sum / total));
}
