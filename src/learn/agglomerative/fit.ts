import { headsOf, mwError } from '../../core/index.js';
import type { FitRun, Predictor, RowsInput } from '../learner.js';
import { membersPredictor } from '../members/index.js';
import { numberedSegments, sampledOf } from '../members/sampled.js';
import { resolveParams } from '../params.js';
import { uneven } from '../uneven.js';
import { apartOf } from './apart.js';
import { cutAt, joinsOf } from './chain.js';
import { agglomerativeTable, type AgglomerativeParams } from './params.js';

/**
 * Fits segments by joining rows. Throws `MW_LEARN_ROWS`, `MW_LEARN_NOTHING_VARIES` or `MW_LEARN_SEGMENTS` where the rows are too few or too alike,
 * and the signal's reason once it is aborted.
 */
export async function fitAgglomerative({ x, weights: given }: RowsInput<'segment'>, run: FitRun): Promise<Predictor> {
  const { segments, join, mostRows } = resolveParams('agglomerative', agglomerativeTable, run.params) as unknown as AgglomerativeParams;
  const sampled = await sampledOf('agglomerative', x, uneven(given), mostRows, run);
  const { space, dims, rows, at, weights, pace } = sampled;
  const distinct = distinctUpTo(at, dims, segments);
  if (distinct < segments) throw mwError('MW_LEARN_SEGMENTS', { segments, distinct });
  const apart = await apartOf(at, dims, weights, join, pace);
  run.progress?.('joining the rows', 0, 1);
  const segment = numberedSegments(sampled, cutAt(await joinsOf(apart, weights, join, pace), rows, segments));
  return membersPredictor({ space, segments, points: at, segment, reach: null }, headsOf(x));
}

/** How many different points there are, counted up to `most`. */
function distinctUpTo(at: Float64Array, dims: number, most: number): number {
  const seen = new Set<string>();
  for (let i = 0; i < at.length && seen.size < most; i += dims) seen.add(at.subarray(i, i + dims).join());
  return seen.size;
}
