import { headsOf } from '../../core/index.js';
import type { FitRun, Predictor, RowsInput } from '../learner.js';
import { numberedSegments, sampledOf } from '../members/sampled.js';
import { resolveParams } from '../params.js';
import { uneven } from '../uneven.js';
import { chosenGroups, condensedOf, groupOfRows } from './condense.js';
import { densityOf, refuseLight } from '../members/density.js';
import { linkageOf } from './linkage.js';
import { hdbscanTable, type HdbscanParams } from './params.js';
import { densityPredictor } from './predictor.js';
import { spanningTree } from './spanning.js';

const LEAST_BIRTH = 1e-9;

/**
 * Fits segments that stay together over the widest range of densities. Throws `MW_LEARN_ROWS` or `MW_LEARN_NOTHING_VARIES` where the rows are too
 * few or all alike, and the signal's reason once it is aborted. Where nothing splits there is no segment, and every row belongs to none.
 */
export async function fitHdbscan({ x, weights: given }: RowsInput<'segment'>, run: FitRun): Promise<Predictor> {
  const { minSegmentRows, minRows, mostRows } = resolveParams('hdbscan', hdbscanTable, run.params) as unknown as HdbscanParams;
  const sampled = await sampledOf('hdbscan', x, uneven(given), mostRows, run);
  refuseLight('hdbscan', sampled.weights, minRows);
  const { space, dims, rows, at, weights, pace } = sampled;
  const density = densityOf(at, dims, weights, minRows);
  const core = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    core[i] = density(at.subarray(i * dims, (i + 1) * dims));
    await pace((rows * dims) / 4);
  }
  run.progress?.('connecting the rows', 0, 1);
  const linkage = linkageOf(await spanningTree(at, dims, core, pace), weights);
  const smallest = minSegmentRows > 0 ? Math.max(2, minSegmentRows) : Math.max(5, Math.round(linkage.weight[2 * rows - 2] / 50));
  const condensed = condensedOf(linkage, core.map(Math.sqrt), smallest);
  const group = groupOfRows(condensed, chosenGroups(condensed));
  const segment = numberedSegments(sampled, group);
  const birth = new Float64Array(1 + segment.reduce((a, b) => Math.max(a, b), -1));
  segment.forEach((k, i) => k >= 0 && (birth[k] = Math.max(LEAST_BIRTH, condensed.birth[group[i]])));
  return densityPredictor({ space, points: at, weights, core, segment, birth, minRows }, headsOf(x));
}
