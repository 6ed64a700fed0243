import { takeRows, type Matrix } from '../../core/index.js';
import { silhouettes } from '../../evaluate/index.js';
import { dimensionsOf, pointsOf, type Predictor, type Space } from '../../learn/index.js';
import { pick } from '../rows.js';

/**
 * The silhouette of each row in its segment, by distances in `space`. A row of no segment has 0, as one that is alone in its own, and is nobody's
 * neighbour; `NaN` for all where fewer than two segments have rows.
 */
export function segmentSilhouettes({ outside }: Pick<Predictor, 'outside'>, space: Space, x: Matrix, called: Int32Array): Float64Array {
  const inside = Int32Array.from(called.keys()).filter((i) => called[i] !== outside);
  const rows = inside.length === x.rows ? x : takeRows(x, inside);
  const own = silhouettes(pointsOf(space, rows), dimensionsOf(space), pick(called, inside));
  if (inside.length === x.rows) return own;
  const out = new Float64Array(x.rows).fill(own.length === 0 || Number.isNaN(own[0]) ? NaN : 0);
  inside.forEach((i, n) => (out[i] = own[n]));
  return out;
}
