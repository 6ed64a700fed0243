import { headsOf } from '../../core/index.js';
import type { FitRun, Predictor, RowsInput } from '../learner.js';
import { membersPredictor } from '../members/index.js';
import { refuseLight } from '../members/density.js';
import { sampledOf } from '../members/sampled.js';
import { resolveParams } from '../params.js';
import { uneven } from '../uneven.js';
import { coresOf } from './cores.js';
import { dbscanTable, type DbscanParams } from './params.js';
import { usualReach } from './usual-reach.js';

/**
 * Fits segments of density. Throws `MW_LEARN_ROWS` or `MW_LEARN_NOTHING_VARIES` where the rows are too few or all alike, and the signal's reason
 * once it is aborted. Where no row is a core there is no segment, and every row belongs to none.
 */
export async function fitDbscan({ x, weights }: RowsInput<'segment'>, run: FitRun): Promise<Predictor> {
  const { eps, minRows, mostRows } = resolveParams('dbscan', dbscanTable, run.params) as unknown as DbscanParams;
  const sampled = await sampledOf('dbscan', x, uneven(weights), mostRows, run);
  refuseLight('dbscan', sampled.weights, minRows);
  const near = eps > 0 ? eps : await usualReach(sampled, minRows);
  run.progress?.('joining neighbours', 0, 1);
  const { segment, segments } = await coresOf(sampled, near, minRows);
  const { dims, at, space } = sampled;
  const kept = Int32Array.from(segment.keys()).filter((i) => segment[i] >= 0);
  const points = new Float64Array(kept.length * dims);
  kept.forEach((i, n) => points.set(at.subarray(i * dims, (i + 1) * dims), n * dims));
  return membersPredictor({ space, segments, points, segment: Int32Array.from(kept, (i) => segment[i]), reach: near * near }, headsOf(x));
}
