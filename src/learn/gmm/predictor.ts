import type { ColumnHead } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import { forEachRow } from '../for-each-row.js';
import type { Contributions, Predictor } from '../learner.js';
import { pointOf, type Space } from '../space/index.js';
import type { Matrix } from '../../core/index.js';
import { distanceFrom, halfLogDeterminant, sharesOfDistance, type Mixture } from './mixture.js';
import { partsOfMixture } from './parts.js';

/** A fitted mixture. */
export interface Gmm {
  readonly space: Space;
  readonly mixture: Mixture;
  /** Variance of each coordinate over all training rows. */
  readonly spread: Float64Array;
}

/**
 * The score of a segment is ln (share × density in it) − ln (density of one normal distribution of all rows, coordinate by coordinate). A row's scores less
 * the logarithm of the sum of their exponentials are its log-responsibilities; the common term is taken away so that each column's share says how much
 * more it speaks for the segment than for any row. With full covariances the terms of two columns go to both in halves. Exact.
 */
export function gmmPredictor(gmm: Gmm, columns: readonly ColumnHead[]): Predictor {
  const { space, mixture, spread } = gmm;
  const { dims } = mixture;
  const outputs = mixture.share.length;
  const categories = categoriesIn(columns);
  const [one, off, round] = [new Float64Array(dims), new Float64Array(dims), new Float64Array(dims)];
  const base = constantsOf(gmm);
  const scoreInto = (row: Float64Array, out: Float64Array, at: number): void => {
    pointOf(space, row, categories, one);
    let common = 0;
    for (let d = 0; d < dims; d++) common += (one[d] * one[d]) / spread[d];
    for (let k = 0; k < outputs; k++) out[at + k] = base[k] + (common - distanceFrom(mixture, k, one, 0, off, round)) / 2;
  };
  return {
    outputs,
    predict(x, out) {
      forEachRow(x, (row, i) => scoreInto(row, out, i * outputs));
    },
    predictRow: (row, out) => scoreInto(row, out, 0),
    contributions: (x) => sharesOf(gmm, base, categories, x),
    toParts: () => partsOfMixture(gmm, columns.length),
  };
}

/** What no column has a part in. */
const constantsOf = ({ mixture, spread }: Gmm): Float64Array => {
  const common = spread.reduce((sum, v) => sum + Math.log(v), 0) / 2;
  return mixture.share.map((share, k) => Math.log(share) + halfLogDeterminant(mixture, k) + common);
};

function sharesOf({ space, mixture, spread }: Gmm, base: Float64Array, categories: Uint8Array, x: Matrix): Contributions {
  const { dims } = mixture;
  const [outputs, width] = [base.length, x.columns.length];
  const effects = new Float64Array(x.rows * outputs * width);
  const [one, off, round] = [new Float64Array(dims), new Float64Array(dims), new Float64Array(dims)];
  forEachRow(x, (row, i) => {
    pointOf(space, row, categories, one);
    for (let k = 0; k < outputs; k++) {
      distanceFrom(mixture, k, one, 0, off, round);
      sharesOfDistance(mixture, k, off, round);
      const at = (i * outputs + k) * width;
      for (let j = 0; j < width; j++)
        for (let d = space.first[j]; d < space.first[j + 1]; d++) effects[at + j] += ((one[d] * one[d]) / spread[d] - off[d]) / 2;
    }
  });
  return { base: base.slice(), effects };
}
